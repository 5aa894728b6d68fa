import type { User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';

/** A user by username or email; both compare without case. */
export function findUser(reader: StoreReader, by: { username?: string; email?: string }): User | undefined {
  const username = by.username?.toLowerCase();
  const email = by.email?.toLowerCase();
  for (const user of reader.all('users')) {
    if (username !== undefined && user.username.toLowerCase() === username) return user;
    if (email !== undefined && user.emails.some(({ address }) => address.toLowerCase() === email))
      return user;
  }
  return undefined;
}
