import type { Trigger } from '../store/documents.ts';
import type { CoreContext } from './context.ts';
import { HttpRefusal } from './http/envelope.ts';
import { PlainError } from './plain-error.ts';

/** Longest wait where the trigger does not say, on the server's clock. */
const TIMEOUT_MS = 5_000;

export interface TriggerQuestion {
  token: string;
  extraData?: { key: string; value: string }[];
}

/**
 * Asks the service of a trigger what the pop-up shall say: `POST {metadata, visitorToken}` with the secret token, answered
 * `{contents: [{msg, order}]}`. Follows no redirect, since the token would go along.
 * @throws PlainError when there is nothing to ask; HttpRefusal, with the words for that case, when the service does not answer
 * @see Rocket.Chat `livechat-enterprise/server/api/triggers.ts`, `lib/triggers`; its licence is not asked for here
 */
export async function askTriggerService(
  { store, clock, setting, fetch, onFailure }: CoreContext,
  triggerId: string,
  { token, extraData = [] }: TriggerQuestion,
): Promise<object> {
  const trigger = store.get('triggers', triggerId);
  if (!trigger?.enabled) throw new PlainError('Invalid trigger');
  const { serviceUrl, serviceTimeout, serviceFallbackMessage } = serviceOf(trigger);
  if (typeof serviceUrl !== 'string' || !/^https?:/.test(serviceUrl) || !URL.canParse(serviceUrl)) {
    throw new PlainError('Invalid service URL');
  }
  const secret = setting('Livechat_secret_token');
  if (!secret) throw new PlainError('Livechat secret token is not configured');
  const late = new AbortController();
  const waitMs = typeof serviceTimeout === 'number' && serviceTimeout > 0 ? serviceTimeout : TIMEOUT_MS;
  const cancel = clock.after(waitMs, () => late.abort(new Error('the service did not answer in time')));
  try {
    const response = await fetch(serviceUrl, {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'X-RocketChat-Livechat-Token': secret,
      },
      body: JSON.stringify({ metadata: extraData, visitorToken: token }),
      redirect: 'error',
      signal: late.signal,
    });
    if (response.status !== 200) throw new Error(`the service answered ${response.status}`);
    const contents = contentsOf(await response.json());
    if (!contents) throw new Error('the service answered something else than contents');
    return { _id: triggerId, response: { statusCode: 200, contents } };
  } catch (error) {
    onFailure(error, `trigger ${trigger.name}`);
    throw new HttpRefusal(400, {
      _id: triggerId,
      error: 'error-invalid-external-service-response',
      response: { error: 'error-invalid-external-service-response' },
      fallbackMessage: typeof serviceFallbackMessage === 'string' ? serviceFallbackMessage : '',
    });
  } finally {
    cancel();
  }
}

function serviceOf({ actions }: Trigger): Record<string, unknown> {
  const action = actions.find(({ name }) => name === 'use-external-service');
  if (!action) throw new PlainError('Trigger is not configured to use an external service');
  return action.params ?? {};
}

/** Undefined when the answer is none. */
function contentsOf(answer: unknown): { msg: string; order: number }[] | undefined {
  const { contents } = Object(answer) as { contents?: unknown };
  if (!Array.isArray(contents)) return undefined;
  const read = contents.map((content: unknown) => {
    const { msg, order } = Object(content) as { msg?: unknown; order?: unknown };
    return typeof msg === 'string' && typeof order === 'number' ? { msg, order } : undefined;
  });
  return read.includes(undefined) ? undefined : read.filter((content) => content !== undefined);
}
