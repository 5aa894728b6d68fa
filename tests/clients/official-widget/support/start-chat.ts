import type { RestAgent } from '../../../browser/support/rest-agent.ts';
import type {
  OfficialStage,
  OfficialStageOptions,
  OfficialVisitor,
  openOfficialTheatre,
} from './official-theatre.ts';

export interface Chat extends OfficialVisitor {
  stage: OfficialStage;
  agent: RestAgent;
  rid: string;
}

/** The first message of every chat. */
export const QUESTION = 'Is the blue vase still there?';

/** A visitor, registered, who has written the first message to Anna, the one agent who is there. */
export async function startChat(
  theatre: Awaited<ReturnType<typeof openOfficialTheatre>>,
  options?: OfficialStageOptions,
): Promise<Chat> {
  const stage = await theatre.stage(options);
  const agent = await stage.agent('anna');
  await agent.setAvailable(true);
  const visitor = await stage.visitor();
  await visitor.open();
  await visitor.register({ name: 'Zoë', email: 'zoe@example.com' });
  await visitor.say(QUESTION);
  await visitor.message(QUESTION).waitFor();
  await visitor.title.getByText('Anna Keller').waitFor();
  const [rid = ''] = await agent.openRooms();
  return { ...visitor, stage, agent, rid };
}
