import { signal } from '@preact/signals-core';
import type { Given, Made } from './given.ts';

declare const __PORTHOLE_VERSION__: string;

const loading: { [name: string]: Promise<unknown> | undefined } = {};
let mark = '';

/**
 * Loads a part once: what not every visitor needs, built by itself and lying beside the pop-up. Rejects when it cannot be had; the next
 * call tries again. @note After a failure the address changes: browsers remember that one.
 */
export function loadPart<Exports>(name: string): Promise<Exports> {
  loading[name] ??= import(/* @vite-ignore */ `./porthole-${name}-${__PORTHOLE_VERSION__}.js${mark}`).catch(
    (error) => {
      mark += '?';
      delete loading[name];
      throw error;
    },
  );
  return loading[name] as Promise<Exports>;
}

/** Between a part that could not be had and the next look at it, in ms. */
const AGAIN_MS = 10_000;

/** What the parts made that are there; null: not to be had just now. Who reads it in a view or an effect comes again when one arrives. */
export const made = signal<{ [Name in keyof Made]?: Made[Name] | null | undefined }>({});

export function setMade<Name extends keyof Made>(name: Name, value: Made[Name] | null | undefined): void {
  made.value = { ...made.peek(), [name]: value };
}

let given: Given;
/** Once, before anything is wanted. */
export function give(all: Given): void {
  given = all;
}

/** What a part makes, which it does once. Rejects when it cannot be had. */
export async function want<Name extends keyof Made>(name: Name): Promise<Made[Name]> {
  try {
    const { create } = await loadPart<{ create(given: Given): Made[Name] }>(name);
    const there: Made[Name] = made.peek()[name] ?? create(given);
    if (there !== made.peek()[name]) setMade(name, there);
    return there;
  } catch (error) {
    setMade(name, null);
    setTimeout(() => made.peek()[name] === null && setMade(name, undefined), AGAIN_MS);
    throw error;
  }
}
