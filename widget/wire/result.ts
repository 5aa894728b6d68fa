/** What a decoder or a command answers: a value, or one of a closed list of reasons. */
export type Result<T, Why extends string> = { ok: true; value: T } | { ok: false; why: Why };

/** Marks the end of a `switch` over a closed union: a new member that is not handled does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
