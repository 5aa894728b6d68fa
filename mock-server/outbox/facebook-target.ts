import type { Message } from '../store/documents.ts';
import type { StoreReader } from '../store/store.ts';
import type { OutboxEvent } from './outbox-event.ts';
import type { Target, TargetMessage } from './target.ts';

/** Settings that the target asks for. */
export interface FacebookSettings {
  /** `Livechat_Facebook_Enabled` */
  enabled: boolean;
  /** `Livechat_Facebook_API_Key` */
  apiKey: string;
  /** `Porthole_facebook_send_url` */
  sendUrl: string;
  /** `Livechat_http_timeout` */
  timeoutMs: number;
}

const MAX_ATTEMPTS = 5;
const RETRY_DELAY_MS = 10_000;
/** What the deliveries are called in the log. */
const REPLY = 'FacebookReply';

/**
 * What agents write in a room of Facebook goes back there, as the gateway of the old integration takes it:
 * `POST {page, token, text}` with `Authorization: Bearer <API key>`; `token` is Facebook's id of the person.
 * @note A real server sends once, to an address that is built in, and keeps nothing; here it is tried again.
 * @see Rocket.Chat before 6.0, `livechat/server/hooks/sendToFacebook.js`, `livechat/server/lib/OmniChannel.js`
 */
export function createFacebookTarget(settings: () => FacebookSettings): Target {
  return {
    name: 'facebook',
    whyOff() {
      const { enabled, apiKey, sendUrl } = settings();
      if (!enabled) return 'Livechat_Facebook_Enabled is off';
      if (sendUrl === '') return 'Porthole_facebook_send_url is empty: there is nowhere to send to';
      return apiKey === '' ? 'Livechat_Facebook_API_Key is empty' : undefined;
    },
    toMessage: replyOf,
    request() {
      const { sendUrl, apiKey, timeoutMs } = settings();
      const headers = { Authorization: `Bearer ${apiKey}` };
      return { url: sendUrl, headers, hidden: [apiKey], timeoutMs };
    },
    maxAttempts: MAX_ATTEMPTS,
    retryDelayMs: () => RETRY_DELAY_MS,
    isDelivered: (status) => status >= 200 && status < 300,
    retries: (status) => status === undefined || status === 429 || status >= 500,
    keptAnswerChars: 0,
  };
}

function replyOf(reader: StoreReader, event: OutboxEvent): TargetMessage | undefined {
  if (event.type !== 'message-stored') return undefined;
  const message = reader.get('messages', event.messageId);
  const facebook = reader.get('rooms', event.rid)?.facebook;
  if (!message || !facebook || !isForVisitor(message)) return undefined;
  const text = wordsOf(message);
  if (text === '') return undefined;
  const { page, user } = facebook;
  return { event: REPLY, rid: event.rid, body: JSON.stringify({ page: page.id, token: user, text }) };
}

/** Somebody's words to the visitor: not their own, no note of the system. */
function isForVisitor({ token, t, _hidden }: Message): boolean {
  return token === undefined && t === undefined && !_hidden;
}

/** Files stay here, where only those in the room may fetch them: their names go. */
function wordsOf({ msg, files = [] }: Message): string {
  const names = files.map(({ name }) => name).filter(Boolean);
  return [msg, ...names].filter((part) => part.trim() !== '').join('\n');
}
