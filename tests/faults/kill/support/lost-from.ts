import { createMemoryStore } from '../../../../mock-server/store/memory-store.ts';
import { openSqliteJournal } from '../../../../mock-server/store/sqlite-journal.ts';
import type { Acknowledged } from './acknowledged.ts';

/**
 * What was acknowledged and is not in the file, in words.
 * @throws JournalError when the file cannot be read
 */
export async function lostFrom(file: string, acknowledged: Acknowledged): Promise<string[]> {
  const store = createMemoryStore(await openSqliteJournal(file));
  const tokens = new Set(Array.from(store.all('visitors'), ({ token }) => token));
  const deliveries = [...store.all('deliveries')];
  const delivered = new Set(deliveries.map(({ rid }) => rid));
  const withDelivery = new Set(deliveries.flatMap(({ body }) => /offline message [\w-]+\./.exec(body) ?? []));
  const offline = new Set(Array.from(store.all('offlineMessages'), ({ message }) => message));
  const lost: string[] = [];
  const check = (fine: boolean, what: string): void => {
    if (!fine) lost.push(what);
  };
  for (const [id, msg] of acknowledged.messages)
    check(store.get('messages', id)?.msg === msg, `message ${id}`);
  for (const rid of acknowledged.rooms) check(store.get('rooms', rid) !== undefined, `room ${rid}`);
  for (const rid of acknowledged.closed) {
    check(store.get('rooms', rid)?.closedAt !== undefined, `end of room ${rid}`);
    check(delivered.has(rid), `delivery of room ${rid}`);
  }
  for (const token of acknowledged.visitors) check(tokens.has(token), `visitor ${token}`);
  for (const [id, number] of acknowledged.settings) {
    check(Number(store.get('settings', id)?.value) >= number, `setting ${id}: ${number}`);
  }
  for (const text of acknowledged.offline) {
    check(offline.has(text), text);
    check(withDelivery.has(text), `delivery of ${text}`);
  }
  await store.close();
  return lost;
}
