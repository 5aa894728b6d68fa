import { isRecord, textOf } from '../../kit/decode/fields.ts';
import type { Credentials } from '../../kit/rest.ts';

const KEY = 'porthole-demo-agent';

/** The session of this tab, kept over reloads. Storage may be refused: then there is none. */
export function readSession(): Credentials | undefined {
  try {
    const json: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (!isRecord(json)) return undefined;
    const userId = textOf(json, 'userId');
    const authToken = textOf(json, 'authToken');
    return userId === undefined || authToken === undefined ? undefined : { userId, authToken };
  } catch {
    return undefined;
  }
}

export function writeSession(session: Credentials | undefined): void {
  try {
    if (session) sessionStorage.setItem(KEY, JSON.stringify(session));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Refused: the session lasts as long as the page.
  }
}
