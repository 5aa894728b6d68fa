import { conform, isRecord } from '../wire/conform.ts';
import { type Failure, failure, type Problem } from '../wire/problem.ts';

/** Rocket.Chat's codes that differ from ours. @see rules behind `livechat/room`, `livechat/message`, `livechat/offline.message` */
const OURS: Record<string, Problem['code']> = {
  'message-length-exceeds-character-limit': 'too-long',
  'error-omnichannel-is-disabled': 'omnichannel-disabled',
};

/**
 * What an HTTP status other than 200 means. The code is in `errorType`, at the end of the text (`Reason [code]`), or all of the text.
 * @see Rocket.Chat `ApiClass.ts`
 */
export function refusal(status: number, body: unknown, retryAfter: string | null): Failure {
  const { errorType, error, message } = conform({ errorType: '', error: '', message: '' }, body);
  const text = error || message;
  const [, detail = text, bracketed = ''] = /^(.*?)\s*\[([\w-]+)]$/s.exec(text) ?? [];
  const reason = errorType || bracketed || (/^[\w-]+$/.test(text) ? text : '');
  return failure(
    codeOf(),
    detail,
    reason,
    1000 * Number(retryAfter ?? /(\d+) seconds/.exec(text)?.[1] ?? 0) || 0,
  );

  function codeOf(): Problem['code'] {
    if (status === 429) return 'rate-limited';
    if (status > 499) return 'unreachable';
    if (status === 413) return 'too-long';
    if (/email/.test(reason)) return 'invalid-email';
    if (reason === 'no-agent-online' || reason === 'room-closed') return reason;
    return OURS[reason] ?? (isRecord(body) ? 'refused' : 'bad-answer');
  }
}
