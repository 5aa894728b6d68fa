import type { User } from '../../store/documents.ts';
import type { CoreContext } from '../context.ts';
import { removeBusinessHourMethod, saveBusinessHourMethod } from '../ddp/business-hour-methods.ts';
import { encodeEjson } from '../ddp/ejson.ts';
import { facebookMethod } from '../ddp/facebook-method.ts';
import { frameKeyMethod } from '../ddp/frame-key-method.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { toWireMessage } from '../project/message.ts';
import { messagesOf, visibleRoom, writeAsAgent } from './agent-messages.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';

type Method = (context: CoreContext, user: User, params: readonly unknown[]) => Promise<unknown>;
const checkBody = bodyOf<{ message: string }>(strict({ message: STRING }));

/** Messages a page of `loadHistory` holds when the caller does not say, and at most. */
const HISTORY_COUNT = 20;
const HISTORY_UPPER_COUNT = 100;

const METHODS = new Map<string, Method>([
  ['sendMessage', sendMessage],
  ['loadHistory', loadHistory],
  ['livechat:facebook', (context, user, [options]) => facebookMethod(context, user, options)],
  ['livechat:saveBusinessHour', (context, user, [data]) => saveBusinessHourMethod(context, user, data)],
  ['livechat:removeBusinessHour', removeBusinessHourMethod],
  ['omnichannelExternalFrameGenerateKey', frameKeyMethod],
]);

/**
 * Methods of DDP over REST. The body carries a method frame as JSON text, the answer a result frame, dates as EJSON.
 * @see Rocket.Chat `api/v1/misc.ts` `method.call/:method`
 */
export const agentMethodCallRoutes: Routes = (app, context) => {
  app.post('/api/v1/method.call/:method', async (c) => {
    const { user } = await signedIn(context, c);
    const frame = decodeFrame(checkBody(await readBody(c)).message);
    const { id } = frame;
    const name = c.req.param('method');
    const answer = (fields: object) => success({ message: encodeEjson({ msg: 'result', id, ...fields }) });
    try {
      const method = METHODS.get(name);
      if (!method || frame.method !== name) throw new MeteorError('404', `Method '${name}' not found`);
      const result = await method(context, user, frame.params);
      return answer(result === undefined ? {} : { result });
    } catch (error) {
      const refused = error instanceof PlainError ? new MeteorError(error.message) : error;
      if (!(refused instanceof MeteorError)) throw error;
      const { code, reason, details, message } = refused;
      return answer({
        error: {
          isClientSafe: true,
          error: code === '404' ? 404 : code,
          ...(reason === undefined ? {} : { reason }),
          ...(details === undefined ? {} : { details }),
          message,
          errorType: 'Meteor.Error',
        },
      });
    }
  });
};

interface Frame {
  id: string;
  method: string;
  params: unknown[];
}

function decodeFrame(text: string): Frame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isObject(value)) {
    const { msg = 'method', id, method, params = [] } = value;
    const known = typeof id === 'string' || typeof id === 'number';
    if (msg === 'method' && known && typeof method === 'string' && Array.isArray(params)) {
      return { id: String(id), method, params };
    }
  }
  throw new HttpRefusal(400, {
    error: 'The message must be the JSON text of a method frame: {"msg":"method","id","method","params"}',
    errorType: 'invalid-params',
  });
}

async function sendMessage(
  context: CoreContext,
  user: User,
  [message]: readonly unknown[],
): Promise<unknown> {
  if (!isObject(message)) throw mismatch();
  const { rid, msg, _id } = message;
  if (typeof rid !== 'string' || typeof msg !== 'string') throw mismatch();
  if (_id !== undefined && typeof _id !== 'string') throw mismatch();
  const writing = _id === undefined ? { msg } : { msg, _id };
  return toWireMessage(await context.run((work) => writeAsAgent(work, user, rid, writing)));
}

/** `[rid, end, limit]`: messages before `end`, newest first, system messages included. */
async function loadHistory(context: CoreContext, user: User, params: readonly unknown[]): Promise<unknown> {
  const [rid, end, limit] = params;
  if (typeof rid !== 'string') throw mismatch();
  const room = visibleRoom(context.store, user, rid);
  const before = end == null ? Number.POSITIVE_INFINITY : epochOf(end);
  const asked = typeof limit === 'number' && limit > 0 ? limit : HISTORY_COUNT;
  const hidden: readonly string[] = context.setting('Hide_System_Messages');
  const messages = messagesOf(context.store, room._id)
    .filter(({ t, ts }) => ts.getTime() < before && !(t && hidden.includes(t)))
    .slice(0, Math.min(asked, HISTORY_UPPER_COUNT));
  return { messages: messages.map(toWireMessage), unreadNotLoaded: 0 };
}

function epochOf(date: unknown): number {
  if (isObject(date) && typeof date.$date === 'number') return date.$date;
  const epoch = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(epoch)) throw mismatch();
  return epoch;
}

function mismatch(): MeteorError {
  return new MeteorError('400', 'Match failed');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
