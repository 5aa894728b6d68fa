const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Full jitter: anything from 0 to 1 s, 2 s, 4 s … 30 s, so that a thousand clients do not come back in the same instant.
 * @param failures how many tries failed before, 0 for the first
 * @param unit from 0 up to 1
 */
export function retryDelay(failures: number, unit: number): number {
  return unit * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
}
