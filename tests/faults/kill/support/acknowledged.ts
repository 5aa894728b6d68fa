/** What the server said yes to, and so must still be there after any crash. */
export interface Acknowledged {
  /** Text by message id. */
  messages: Map<string, string>;
  rooms: Set<string>;
  /** Rooms that are over: closed, with a delivery. */
  closed: Set<string>;
  /** Tokens. */
  visitors: Set<string>;
  /** The newest number that a setting was given. */
  settings: Map<string, number>;
  /** Texts of offline messages: stored, with a delivery. */
  offline: Set<string>;
}

export function nothingAcknowledged(): Acknowledged {
  return {
    messages: new Map(),
    rooms: new Set(),
    closed: new Set(),
    visitors: new Set(),
    settings: new Map(),
    offline: new Set(),
  };
}

export const countOf = (acknowledged: Acknowledged): number =>
  Object.values(acknowledged).reduce((sum, one: { size: number }) => sum + one.size, 0);
