import { cancelTranscript, orderTranscript } from '../rules/transcripts.ts';
import { userOf } from '../rules/users.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';

const body = bodyOf<{ email: string; subject: string }>(strict({ email: STRING, subject: STRING }));

/** Transcripts that agents order for the end of a chat. @see Rocket.Chat `api/v1/omnichannel/transcript.ts` */
export const agentTranscriptRoutes: Routes = (app, context) => {
  app.post('/api/v1/livechat/transcript/:rid', async (c) => {
    const { user } = await signedIn(context, c, 'send-omnichannel-chat-transcript');
    const order = body(await readBody(c));
    await context.run((work) => orderTranscript(work, userOf(work, user._id), c.req.param('rid'), order));
    return success();
  });

  app.delete('/api/v1/livechat/transcript/:rid', async (c) => {
    await signedIn(context, c, 'send-omnichannel-chat-transcript');
    await context.run((work) => cancelTranscript(work, c.req.param('rid')));
    return success();
  });
};
