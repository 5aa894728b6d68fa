import { PlainError } from '../plain-error.ts';
import { type OfflineForm, receiveOfflineMessage } from '../rules/offline-messages.ts';
import type { Routes } from './app.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';

const body = bodyOf<OfflineForm>(
  strict({ name: STRING, email: STRING, message: STRING, 'department?': STRING, 'host?': STRING }),
);

/** `POST livechat/offline.message` */
export const offlineMessageRoutes: Routes = (app, { run }) => {
  app.post('/api/v1/livechat/offline.message', async (c) => {
    const form = body(await readBody(c));
    try {
      await run((work) => receiveOfflineMessage(work, form));
    } catch (error) {
      // The official widget reads `message`, which old servers sent; today's send `error`.
      if (error instanceof PlainError) {
        throw new HttpRefusal(400, { error: error.message, message: error.message });
      }
      throw error;
    }
    return success({ message: 'Livechat offline message sent' });
  });
};
