import type { Context } from 'hono';
import { isHubSignature } from '../auth/hub-signature.ts';
import { sha256Hex } from '../auth/sha256-hex.ts';
import type { CoreContext } from '../context.ts';
import { PlainError } from '../plain-error.ts';
import { toWireMessage } from '../project/message.ts';
import { NO_CONTENT, receiveFacebookMessage } from '../rules/facebook.ts';
import type { Routes } from './app.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody, readQuery } from './read-body.ts';
import { bodyOf, open, STRING } from './validate.ts';

interface Body {
  mid: string;
  page: string | { id: string };
  token: string;
  first_name?: string | null;
  last_name?: string | null;
  text?: string | null;
  attachments?: unknown[] | null;
}
const SAID = { ...STRING, minLength: 1 };
const checkBody = bodyOf<Body>(
  open({
    mid: SAID,
    page: { anyOf: [SAID, open({ id: SAID })] },
    token: SAID,
    'first_name?': STRING,
    'last_name?': STRING,
    'text?': STRING,
    'attachments?': { type: 'array' },
  }),
);

/**
 * What people write to a page on Facebook, as the gateway of the old integration brings it: signed with `Livechat_Facebook_API_Secret`.
 * @see Rocket.Chat before 6.0, `livechat/imports/server/rest/facebook.js`
 */
export const facebookRoutes: Routes = (app, context) => {
  app.post('/api/v1/livechat/facebook', async (c) => {
    const body = await signedBody(context, c);
    const page = typeof body.page === 'string' ? body.page : body.page.id;
    const name = [body.first_name, body.last_name].filter(Boolean).join(' ');
    const _id = await facebookMessageId(body.mid);
    const msg = [body.text ?? '', ...linksOf(body.attachments ?? [])].filter(Boolean).join('\n');
    const message = await context.run((work) =>
      receiveFacebookMessage(work, { _id, page, user: body.token, name, msg }),
    );
    return success({ message: toWireMessage(message) });
  });

  /** The handshake by which Messenger makes sure that an address wants its messages. @see Meta "Messenger Platform" webhooks */
  app.get('/api/v1/livechat/facebook', async (c) => {
    const query = readQuery(c);
    const expected = context.setting('Porthole_facebook_verify_token');
    const { 'hub.mode': mode, 'hub.verify_token': shown, 'hub.challenge': challenge } = query;
    if (!context.setting('Livechat_Facebook_Enabled')) throw new PlainError(DISABLED);
    if (mode !== 'subscribe' || typeof challenge !== 'string' || typeof shown !== 'string') {
      throw new HttpRefusal(400, 'hub.mode, hub.verify_token and hub.challenge are needed');
    }
    if (expected === '' || !(await isSame(shown, expected)))
      throw new HttpRefusal(403, 'Invalid verify token');
    return new Response(challenge, {
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
    });
  });
};

const DISABLED = 'Integration disabled';

/** The body, once it is clear who sent it. The checks stand in the order of a real server. */
async function signedBody(context: CoreContext, c: Context): Promise<Body> {
  // The bytes as they came, before anything makes text of them: the signature is over these.
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const body = await readBody(c);
  if (!hasContent(body)) throw new PlainError(NO_CONTENT);
  const signature = c.req.header('x-hub-signature');
  if (!signature) throw new PlainError('Missing signature');
  if (!context.setting('Livechat_Facebook_Enabled')) throw new PlainError(DISABLED);
  const secret = context.setting('Livechat_Facebook_API_Secret');
  if (!(await isHubSignature(signature, secret, bytes))) throw new PlainError('Invalid signature');
  return checkBody(body);
}

function hasContent(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { text, attachments } = body as { text?: unknown; attachments?: unknown };
  return Boolean(text) || Boolean(attachments);
}

/** Of their hashes, so that the time it takes tells nothing about where they differ. */
async function isSame(a: string, b: string): Promise<boolean> {
  return (await sha256Hex(a)) === (await sha256Hex(b));
}

/** Longer ids than a message may have, or with other signs in them, are kept as their hash. */
async function facebookMessageId(mid: string): Promise<string> {
  return /^[\w-]{1,64}$/.test(mid) ? mid : (await sha256Hex(mid)).slice(0, 40);
}

/** Addresses of attachments, which a real server leaves out. */
function linksOf(attachments: readonly unknown[]): string[] {
  return attachments.flatMap((attachment) => {
    const url = (attachment as { payload?: { url?: unknown } } | null)?.payload?.url;
    return typeof url === 'string' && /^https?:\/\//.test(url) ? [url] : [];
  });
}
