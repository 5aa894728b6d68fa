import { isRecord, recordOf, textOf } from './decode/fields.ts';
import { parseJson } from './decode/parse-json.ts';
import type { Outcome, Rest } from './rest.ts';

/**
 * Calls a DDP method over REST; the value is the method's result, dates as EJSON.
 * @see Rocket.Chat `api/v1/misc.ts` `method.call/:method`
 */
export async function callMethod(rest: Rest, method: string, params: unknown[]): Promise<Outcome<unknown>> {
  const frame = JSON.stringify({ msg: 'method', id: '1', method, params });
  const outcome = await rest.post(`method.call/${method}`, { message: frame });
  if (!outcome.ok) return outcome;
  const answer = parseJson(textOf(outcome.value, 'message') ?? '');
  if (!isRecord(answer)) return { ok: false, problem: { why: 'bad-answer' } };
  const error = recordOf(answer, 'error');
  if (!error) return { ok: true, value: answer.result };
  const code = textOf(error, 'error');
  return {
    ok: false,
    problem: { why: 'refused', status: 400, error: textOf(error, 'message') ?? 'The server refused', code },
  };
}
