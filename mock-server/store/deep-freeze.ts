/** Freezes a document with all it holds, dates aside: what was stored can be read by anyone and changed by no one. */
export function deepFreeze<T>(value: T): T {
  // What is frozen came out of the store, or is shared with something that did.
  if (typeof value !== 'object' || value === null || value instanceof Date || Object.isFrozen(value)) {
    return value;
  }
  Object.freeze(value);
  for (const one of Object.values(value)) deepFreeze(one);
  return value;
}
