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

/** What a request came to. `reason` is the server's code (`errorType`), e.g. `invalid-token`; empty without one. */
export type Outcome<T> =
  | { ok: true; value: T }
  | { ok: false; problem: Problem; reason: string; retryAfterMs?: number };
