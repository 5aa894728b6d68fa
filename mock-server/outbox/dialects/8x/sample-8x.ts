import type { LivechatSessionWebhook } from '../../../../widget/wire/webhooks.ts';
import { SAMPLE_SESSION } from '../sample-session.ts';

/**
 * What a test-send sends: the document's sample with the time of now. Address and number are texts in it, unlike in every other webhook.
 * @see Rocket.Chat `api/v1/omnichannel/webhooks.ts`
 */
export function sample8x(now: Date): Omit<LivechatSessionWebhook, 'code'> {
  const { code: _code, messages, ...session } = SAMPLE_SESSION;
  const at = now.toISOString();
  return {
    ...session,
    createdAt: at,
    lastMessageAt: at,
    messages: messages.map((message) => ({ ...message, ts: at })),
  };
}
