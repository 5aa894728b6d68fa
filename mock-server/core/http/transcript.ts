import { requestTranscript } from '../rules/transcripts.ts';
import type { Routes } from './app.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';

const body = bodyOf<{ rid: string; token: string; email: string; subject?: string | null }>(
  strict({ rid: STRING, token: STRING, email: STRING, 'subject?': STRING }),
);
const FAILED = 'Error sending Omnichannel transcript';

/** `POST livechat/transcript` */
export const transcriptRoutes: Routes = (app, { run }) => {
  app.post('/api/v1/livechat/transcript', async (c) => {
    const request = body(await readBody(c));
    if (!(await run((work) => requestTranscript(work, request)))) {
      throw new HttpRefusal(400, { message: FAILED, error: FAILED });
    }
    return success({ message: 'Omnichannel transcript sent' });
  });
};
