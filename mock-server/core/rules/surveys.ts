import type { Room } from '../../store/documents.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';

/** What visitors are asked after a chat, and what they may answer. The third name is spelled so by the server. */
export const SURVEY = {
  items: ['satisfaction', 'agentKnowledge', 'agentResposiveness', 'agentFriendliness'],
  values: ['1', '2', '3', '4', '5'],
};
/** A free text. */
const FEEDBACK = 'additionalFeedback';

export interface SurveyAnswer {
  name: string;
  value: string;
}

/**
 * Keeps with the room what the visitor answered; questions and values that are not ours are left out.
 * @returns what was kept, by name
 * @throws PlainError `invalid-data`: nothing is left
 * @see Rocket.Chat `api/v1/omnichannel/room.ts` `room.survey`
 */
export function answerSurvey(
  work: Work,
  room: Room,
  answers: readonly SurveyAnswer[],
): Record<string, string> {
  const known = answers.filter(
    ({ name, value }) => name === FEEDBACK || (SURVEY.items.includes(name) && SURVEY.values.includes(value)),
  );
  if (known.length === 0) throw new PlainError('invalid-data');
  const feedback = Object.fromEntries(known.map(({ name, value }) => [name, value]));
  work.put('rooms', { ...room, surveyFeedback: feedback, _updatedAt: work.now });
  return feedback;
}
