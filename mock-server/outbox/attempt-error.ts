import type { Attempt } from '../store/documents.ts';

type AttemptError = NonNullable<Attempt['error']>;

/** Codes of what went wrong below HTTP, as Node and undici give them, and ours. */
const CODES: Record<string, AttemptError> = {
  ECONNREFUSED: { code: 'refused', message: 'nothing listens at that address' },
  ECONNRESET: { code: 'reset', message: 'the receiver dropped the connection' },
  EPIPE: { code: 'reset', message: 'the receiver dropped the connection' },
  UND_ERR_SOCKET: { code: 'reset', message: 'the receiver dropped the connection' },
  ENOTFOUND: { code: 'unknown-host', message: 'the name of the host is not known' },
  EAI_AGAIN: { code: 'unknown-host', message: 'the name of the host could not be looked up' },
  EHOSTUNREACH: { code: 'unreachable', message: 'there is no way to that host' },
  ENETUNREACH: { code: 'unreachable', message: 'there is no way to that network' },
  EADDRNOTAVAIL: { code: 'unreachable', message: 'there is no way to that address' },
  ETIMEDOUT: { code: 'timeout', message: 'the receiver could not be reached in time' },
  UND_ERR_CONNECT_TIMEOUT: { code: 'timeout', message: 'the receiver could not be reached in time' },
  UND_ERR_HEADERS_TIMEOUT: { code: 'timeout', message: 'no answer in time' },
};

export const TIMED_OUT = (timeoutMs: number): AttemptError => ({
  code: 'timeout',
  message: `no answer within ${timeoutMs} ms`,
});
export const BAD_URL: AttemptError = { code: 'bad-url', message: 'the webhook URL is not a valid address' };
export const BAD_SECRET: AttemptError = {
  code: 'bad-secret',
  message: 'the secret token holds characters that an HTTP header cannot carry',
};
export const HIDDEN_REDIRECT: AttemptError = {
  code: 'redirect',
  message: 'the receiver redirects, which is not followed',
};

/**
 * Why `fetch` rejected, in words of our own.
 * @note Never the text of the error itself: undici quotes whole URLs and header values in it, passwords and the secret included.
 */
export function toAttemptError(error: unknown): AttemptError {
  for (let cause = error, depth = 0; depth < 4; depth++) {
    if (typeof cause !== 'object' || cause === null) break;
    const { code, errors, name, message, cause: deeper } = cause as Record<string, unknown>;
    if (typeof code === 'string') {
      const known = CODES[code];
      if (known) return { ...known, message: `${known.message} (${code})` };
      if (code.startsWith('HPE_')) {
        return { code: 'bad-answer', message: `the answer is not HTTP (${code})` };
      }
      if (/CERT|TLS|SSL|ISSUER|SIGNED/.test(code)) {
        return {
          code: 'certificate',
          message: `the receiver's certificate or TLS is not accepted (${code})`,
        };
      }
    }
    // Of Node 24, which gives it no code.
    if (name === 'HTTPParserError') return { code: 'bad-answer', message: 'the answer is not HTTP' };
    if (message === 'bad port') return { code: 'bad-port', message: 'fetch refuses to talk to that port' };
    // Several addresses of one name, each with an error of its own.
    cause = Array.isArray(errors) && errors.length > 0 ? errors[0] : deeper;
  }
  return { code: 'failed', message: 'the request could not be made' };
}
