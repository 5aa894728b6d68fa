/** How long until the next attempt, in words; undefined when none is due. */
export function countdown(nextAttemptAt: number | undefined, now: number): string | undefined {
  if (nextAttemptAt === undefined) return undefined;
  const left = nextAttemptAt - now;
  if (left <= 0) return 'sending now';
  return `next attempt in ${Math.ceil(left / 1000)} s`;
}
