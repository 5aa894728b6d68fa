/** What went wrong, as a code; the view looks the words up. `detail` is the server's own text, for those without words of ours. */
export interface Problem {
  code: /** The network or the server does not answer. */
    | 'unreachable'
    /** The browser blocked the answer: the server does not allow this site (`API_Enable_CORS`). */
    | 'cors'
    /** 429; tried again by itself. */
    | 'rate-limited'
    | 'no-agent-online'
    | 'room-closed'
    | 'too-long'
    | 'invalid-email'
    | 'omnichannel-disabled'
    /** The server refused for a reason we have no words for: show `detail`. */
    | 'refused'
    /** The answer was not what Rocket.Chat would say. */
    | 'bad-answer';
  detail?: string;
}

/** What a request came to. */
export type Outcome<T> = { ok: true; value: T } | Failure;

export interface Failure {
  ok: false;
  problem: Problem;
  /** The server's code (`errorType`), e.g. `invalid-token`; empty without one. */
  reason: string;
  /** How long the server asked to wait, in ms; 0 when it did not say. */
  retryAfterMs: number;
}

export function failure(code: Problem['code'], detail = '', reason = '', retryAfterMs = 0): Failure {
  return { ok: false, problem: { code, detail }, reason, retryAfterMs };
}
