/**
 * A copy without any `token`, at whatever depth: messages, rooms and inquiries carry the visitor's bearer token there.
 * @note A deviation: a real server lets agents see it (in messages, in inquiries, and as third argument of `user-activity`), and whoever
 * has it can act as the visitor. No client needs it: agents are shown who wrote by `u` and `alias`.
 */
export function withoutVisitorTokens(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutVisitorTokens);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'token');
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutVisitorTokens(one)]));
}
