/**
 * Whether a request could not be read because whoever sent it has gone: a closed tab, a lost network, a client too slow for the host. That is
 * nobody's mistake, and there is nobody left to answer.
 * @note `aborted` with `ECONNRESET` is what node:http says; `AbortError` what a `Request` of the platform does.
 */
export function isBrokenOff(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return error.name === 'AbortError' || (error.message === 'aborted' && code === 'ECONNRESET');
}
