import type { CoreContext } from '../context.ts';
import { nobodyConnected, userConnected, userDisconnected } from '../rules/user-connections.ts';
import type { Connection } from './connection.ts';

/** Tells the rules which users have a socket. */
export interface Presence {
  /** Somebody logged in on a socket. */
  came(userId: string): Promise<void>;
  /** A socket of theirs is gone, or logged in as somebody else, or as nobody. */
  left(userId: string): void;
}

/** @param connections those that are open now */
export function createPresence(context: CoreContext, connections: () => Iterable<Connection>): Presence {
  const { store, run, onFailure } = context;
  const failed = (error: unknown): void => onFailure(error, 'DDP presence');
  // Once the core that asks for this is whole.
  if ([...store.all('users')].some(({ connected }) => connected)) {
    void Promise.resolve()
      .then(() => run(nobodyConnected))
      .catch(failed);
  }
  return {
    came: (userId) => run((work) => userConnected(work, userId)),
    left(userId) {
      for (const { login } of connections()) if (login?.userId === userId) return;
      if (store.get('users', userId)?.connected) {
        run((work) => userDisconnected(work, userId)).catch(failed);
      }
    },
  };
}
