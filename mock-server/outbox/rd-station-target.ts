import type { Room, Visitor } from '../store/documents.ts';
import type { StoreReader } from '../store/store.ts';
import type { OutboxEvent } from './outbox-event.ts';
import type { Target } from './target.ts';

export interface RdStationSettings {
  /** `Livechat_RDStation_Token`. Empty: nothing is sent. */
  token: string;
  /** `Porthole_rdstation_url`. Empty: nothing is sent. */
  url: string;
  /** `Livechat_http_timeout` */
  timeoutMs: number;
}

/** What a lead is called in the log. */
const EVENT = 'RDStationConversion';

/**
 * RD Station's form, as "conversions" 1.3 of its API takes it: a lead for each visitor with an e-mail address, when they are registered or
 * changed, and when a session ends. The token goes into the body when it is sent, and is not stored with it.
 * @see Rocket.Chat 3.x `app/livechat/server/hooks/RDStation.js`, which sends once and never again; this outbox tries again
 */
export function createRdStationTarget(settings: () => RdStationSettings): Target {
  return {
    name: 'rd-station',

    whyOff() {
      const { token, url } = settings();
      if (token === '') return 'RDStation_token_not_set: write the setting Livechat_RDStation_Token first';
      return url === '' ? 'RDStation_url_not_set: write the setting Porthole_rdstation_url first' : undefined;
    },

    toMessage(reader, event) {
      const about = whom(reader, event);
      const lead = about && toLead(about);
      if (!about || !lead) return undefined;
      const { room, visitor } = about;
      const rid = room ? { rid: room._id } : {};
      return { event: EVENT, ...rid, visitorId: visitor._id, body: JSON.stringify(lead) };
    },

    request({ body }) {
      const { token, url, timeoutMs } = settings();
      const withToken = { token_rdstation: token, ...(JSON.parse(body) as Record<string, unknown>) };
      return { url, timeoutMs, body: JSON.stringify(withToken), hidden: [token] };
    },

    maxAttempts: 11,
    retryDelayMs: () => 10_000,
    isDelivered: (status) => status >= 200 && status < 300,
    retries: (status) => status === undefined || status === 429 || status >= 500,
    keptAnswerChars: 0,
  };
}

/** Whom an event is news of. */
function whom(reader: StoreReader, event: OutboxEvent): { visitor: Visitor; room?: Room } | undefined {
  if (event.type !== 'visitor-saved' && event.type !== 'session-closed') return undefined;
  const room = event.rid === undefined ? undefined : reader.get('rooms', event.rid);
  const visitorId = event.type === 'visitor-saved' ? event.visitorId : room?.v._id;
  const visitor = visitorId === undefined ? undefined : reader.get('visitors', visitorId);
  return visitor && (room ? { visitor, room } : { visitor });
}

/** Fields as RD Station calls them, then custom fields by their keys. Undefined for a visitor without e-mail. */
function toLead({ visitor, room }: { visitor: Visitor; room?: Room }): Record<string, unknown> | undefined {
  const email = visitor.visitorEmails?.[0]?.address;
  if (email === undefined || visitor.disabled) return undefined;
  const phone = visitor.phone?.[0]?.phoneNumber;
  const lead = {
    identificador: 'rocketchat-livechat',
    client_id: visitor._id,
    email,
    nome: visitor.name ?? visitor.username,
    ...(phone === undefined ? {} : { telefone: phone }),
    ...(room?.tags && room.tags.length > 0 ? { tags: room.tags } : {}),
  };
  // Those of the visitor win over those of the room, and none takes the place of a field above, or of the token.
  const custom = Object.entries({ ...room?.livechatData, ...visitor.livechatData });
  const free = custom.filter(([key]) => !Object.hasOwn(lead, key) && key !== 'token_rdstation');
  return { ...lead, ...Object.fromEntries(free) };
}
