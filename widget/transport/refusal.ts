import { isRecord } from '../wire/conform.ts';
import type { Outcome, Problem } from '../wire/problem.ts';

/** Rocket.Chat's codes that the visitor can be told about in words of ours. @see rules behind `livechat/room`, `livechat/message` */
const WORDS: Record<string, Problem['code']> = {
  'no-agent-online': 'no-agent-online',
  'room-closed': 'room-closed',
  'message-length-exceeds-character-limit': 'too-long',
  'error-omnichannel-is-disabled': 'omnichannel-disabled',
};

/**
 * What an HTTP status other than 200 means. The code is in `errorType`, on older servers only at the end of the text: `Reason [code]`.
 * @see Rocket.Chat `ApiClass.ts`
 */
export function refusal(
  status: number,
  body: unknown,
  retryAfter: string | null,
): Outcome<never> & { ok: false } {
  const { errorType, error, message } = isRecord(body) ? body : {};
  const text = String(error ?? message ?? '');
  const [, told = text, bracketed = ''] = /^(.*?)\s*\[([\w-]+)\]$/s.exec(text) ?? [];
  const reason = typeof errorType === 'string' ? errorType : bracketed;
  const code =
    status === 429
      ? 'rate-limited'
      : status >= 500
        ? 'unreachable'
        : status === 413
          ? 'too-long'
          : (WORDS[reason] ??
            (/email/.test(reason) ? 'invalid-email' : isRecord(body) ? 'refused' : 'bad-answer'));
  const seconds = Number(retryAfter ?? /(\d+) seconds/.exec(text)?.[1]);
  return {
    ok: false,
    reason,
    problem: { code, ...(told && { detail: told }) },
    ...(seconds > 0 && { retryAfterMs: seconds * 1000 }),
  };
}
