import { MeteorError } from '../meteor-error.ts';
import { removeVisitor } from '../rules/visitors-remove.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';

const checkBody = bodyOf<{ contactId: string }>(strict({ contactId: STRING }));

/**
 * Removing what is known of somebody. This server keeps no contacts beside its visitors: each visitor is one, of the same id.
 * @see Rocket.Chat `api/v1/omnichannel/contact.ts`
 */
export const adminContactRoutes: Routes = (app, context) => {
  app.post('/api/v1/omnichannel/contacts.delete', async (c) => {
    await signedIn(context, c, 'delete-livechat-contact');
    const { contactId } = checkBody(await readBody(c));
    try {
      await context.run((work) => {
        const visitor = work.get('visitors', contactId);
        if (!visitor || visitor.disabled) throw new HttpRefusal(404, 'error-contact-not-found');
        removeVisitor(work, visitor, true);
      });
    } catch (error) {
      // Whatever the reason: a chat that is open, as a rule.
      if (error instanceof MeteorError) throw new HttpRefusal(400, 'error-invalid-contact');
      throw error;
    }
    return success();
  });
};
