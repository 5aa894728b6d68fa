/**
 * A method of the API, for whatever the page gives it. It throws nothing into the page: what is wrong with the call it answers, as a text,
 * or promises it; all else means that nothing is.
 */
export type Method = (...args: unknown[]) => unknown;

type Does<T> = (value: T) => unknown;

export const isText = (value: unknown): value is string => typeof value === 'string' && !!value.trim();

/** A method that takes one text. */
export const text =
  (does: Does<string>): Method =>
  (value) =>
    isText(value) ? does(value) : 'takes a text';

export const object =
  (does: Does<Record<string, unknown>>): Method =>
  (value) =>
    typeof value === 'object' && value && !Array.isArray(value)
      ? does(value as Record<string, unknown>)
      : 'takes an object';

export const list =
  (does: Does<unknown[]>): Method =>
  (value) =>
    Array.isArray(value) ? does(value) : 'takes a list';

/** One complaint of several: of the texts among these. */
export const joined = (complaints: readonly unknown[]): string => complaints.filter(isText).join('; ');
