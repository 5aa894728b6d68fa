import { SETTINGS, type SettingId } from '../../core/settings/definitions.ts';
import { maskedUrl } from '../../outbox/masked-url.ts';
import type { DbRow } from '../../store/db-json.ts';
import type { Delivery, Room } from '../../store/documents.ts';

/**
 * The same documents without what opens a door: logins and secrets among the settings are left out, addresses that this server sends to
 * lose their password and the values of their query, nobody can log in with a hash that is empty, and each visitor's token is another one,
 * the same wherever it stands, so that what belongs together still does.
 */
export function withoutSecrets(rows: readonly DbRow[], newToken: () => string): DbRow[] {
  const tokens = new Map<string, string>();
  const tokenFor = (token: string): string => {
    const known = tokens.get(token) ?? newToken();
    tokens.set(token, known);
    return known;
  };
  const rooms = new Map(
    rows.flatMap(({ name, doc }) => (name === 'rooms' ? [[doc._id, (doc as Room).v.token]] : [])),
  );
  return rows.flatMap(({ name, doc }) => {
    if (name === 'loginTokens' || (name === 'settings' && isSecret(doc._id))) return [];
    // The texts that were sent to a receiver, or came back, may repeat the token of their room.
    const room = name === 'rooms' ? doc._id : name === 'deliveries' ? (doc as Delivery).rid : undefined;
    const inTexts = room === undefined ? undefined : rooms.get(room);
    const clean = (value: unknown, key: string): unknown => {
      if (value instanceof Date) return value;
      if (typeof value === 'string') {
        if (key === 'token') return tokenFor(value);
        if (key === 'passwordHash') return '';
        return inTexts && TEXTS.includes(key) ? value.replaceAll(inTexts, tokenFor(inTexts)) : value;
      }
      if (Array.isArray(value)) return value.map((one) => clean(one, key));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, clean(one, field)]));
    };
    const cleaned = clean(doc, '') as DbRow['doc'];
    return [{ name, doc: ADDRESSES.includes(doc._id) ? withMaskedUrl(cleaned) : cleaned }];
  });
}

const TEXTS = ['body', 'responseStart', 'crmData'];
/** Settings that say where this server sends to: many receivers want their secret there. */
const ADDRESSES: readonly string[] = [
  'Livechat_webhookUrl',
  'Livechat_External_Queue_URL',
  'Porthole_rdstation_url',
  'Porthole_facebook_send_url',
] satisfies SettingId[];

function isSecret(id: string): boolean {
  const definition = Object.hasOwn(SETTINGS, id) ? SETTINGS[id as keyof typeof SETTINGS] : undefined;
  return definition !== undefined && 'secret' in definition;
}

function withMaskedUrl(doc: DbRow['doc']): DbRow['doc'] {
  if (!('value' in doc) || typeof doc.value !== 'string' || !URL.canParse(doc.value)) return doc;
  return { ...doc, value: maskedUrl(new URL(doc.value)) };
}
