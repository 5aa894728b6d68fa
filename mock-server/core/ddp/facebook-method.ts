import type { User } from '../../store/documents.ts';
import { can } from '../auth/permissions.ts';
import type { CoreContext } from '../context.ts';
import { MeteorError } from '../meteor-error.ts';
import { writeSettings } from '../rules/settings.ts';
import { isObject } from './decode-client-frame.ts';

/** What the gateway is asked for each action: method, and path beside the send API. */
const ASKS = {
  enable: ['POST', () => 'enable'],
  disable: ['DELETE', () => 'enable'],
  'list-pages': ['GET', () => 'pages'],
  subscribe: ['POST', (page: string) => `page/${page}/subscribe`],
  unsubscribe: ['DELETE', (page: string) => `page/${page}/subscribe`],
} as const;
type Action = keyof typeof ASKS;

/** In real time, as networks are. */
const TIMEOUT_MS = 10_000;

/**
 * `livechat:facebook`: which pages the gateway brings messages of. It is asked beside the send API: `…/facebook/reply` stands beside
 * `…/facebook/pages`. Without that address nobody is asked, and there are no pages; switching on and off works all the same.
 * @throws MeteorError `error-not-allowed`, `integration-error`: the gateway refused, or cannot be asked
 * @see Rocket.Chat before 6.0, `livechat/server/methods/facebook.js`, `livechat/server/lib/OmniChannel.js`
 */
export async function facebookMethod(context: CoreContext, user: User, options: unknown): Promise<unknown> {
  if (!can(context.store, user, 'view-livechat-manager')) {
    throw new MeteorError('error-not-allowed', 'Not allowed', { method: 'livechat:facebook' });
  }
  const { action, page = '' } = isObject(options) ? options : {};
  if (action === 'initialState') {
    const hasToken = context.setting('Livechat_Facebook_API_Key') !== '';
    return { enabled: context.setting('Livechat_Facebook_Enabled'), hasToken };
  }
  // A page's id goes into a path: nothing that leads out of it.
  if (!isAction(action) || typeof page !== 'string' || !/^[\w-]*$/.test(page)) {
    throw new MeteorError('400', 'Match failed');
  }
  const answer = await askGateway(context, action, page);
  const isOn = action === 'enable';
  if ((isOn && answer.success !== false) || action === 'disable') {
    await context.run((work) => writeSettings(work, { Livechat_Facebook_Enabled: isOn }));
  }
  return answer;
}

function isAction(action: unknown): action is Action {
  return typeof action === 'string' && Object.hasOwn(ASKS, action);
}

async function askGateway(
  context: CoreContext,
  action: Action,
  page: string,
): Promise<Record<string, unknown>> {
  const sendUrl = context.setting('Porthole_facebook_send_url');
  if (sendUrl === '') return action === 'list-pages' ? { success: true, pages: [] } : { success: true };
  const [method, path] = ASKS[action];
  const body = action === 'enable' ? JSON.stringify({ url: context.siteUrl }) : undefined;
  const headers = {
    Authorization: `Bearer ${context.setting('Livechat_Facebook_API_Key')}`,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  let answer: unknown;
  let isGood = false;
  try {
    const response = await context.fetch(new URL(path(page), sendUrl), {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    });
    isGood = response.ok;
    answer = await response.json();
  } catch {
    // Nobody there, or no JSON: either way there is no answer to pass on.
    throw new MeteorError('integration-error', 'The gateway does not answer');
  }
  if (isGood && isObject(answer)) return answer;
  throw refusalOf(answer);
}

/** The gateway's own words, where it has some. */
function refusalOf(answer: unknown): MeteorError {
  const error = isObject(answer) && isObject(answer.error) ? answer.error : {};
  const { error: code, message } = error;
  const words = typeof message === 'string' ? message : 'The gateway refused';
  return new MeteorError(typeof code === 'string' ? code : 'integration-error', words);
}
