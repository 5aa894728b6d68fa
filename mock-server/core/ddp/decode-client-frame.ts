import type { ClientFrame } from '../../../widget/wire/ddp-frames.ts';
import type { Result } from '../../../widget/wire/result.ts';

/** Largest frame a client may send, in bytes of UTF-8. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** Deepest nesting of arrays and objects in a frame. The official clients need 5. */
const MAX_DEPTH = 16;
/** Ids of subscriptions and methods are kept, so they may not be long. */
const MAX_ID_LENGTH = 256;

export type BadFrame = 'too-large' | 'not-json' | 'not-an-object' | 'too-deep' | 'unknown-msg' | 'bad-field';

/**
 * The server's own decoder: what a client sends is unknown until it has been here. Fields that are not needed are dropped, not refused
 * (Meteor clients send `randomSeed`, for one).
 * @see Meteor DDP specification
 */
export function decodeClientFrame(text: string): Result<ClientFrame, BadFrame> {
  if (isTooLarge(text)) return bad('too-large');
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return bad('not-json');
  }
  if (!isObject(frame)) return bad('not-an-object');
  if (isDeeperThan(frame, MAX_DEPTH)) return bad('too-deep');
  switch (frame.msg) {
    case 'connect': {
      const { version, support, session } = frame;
      if (typeof version !== 'string' || !isTextList(support)) return bad('bad-field');
      if (session !== undefined && typeof session !== 'string') return bad('bad-field');
      return good({ msg: 'connect', version, support, ...(session === undefined ? {} : { session }) });
    }
    case 'ping':
    case 'pong': {
      if (frame.id === undefined) return good({ msg: frame.msg });
      return isId(frame.id) ? good({ msg: frame.msg, id: frame.id }) : bad('bad-field');
    }
    case 'sub': {
      const { id, name, params = [] } = frame;
      if (!isId(id) || typeof name !== 'string' || !Array.isArray(params)) return bad('bad-field');
      return good({ msg: 'sub', id, name, params });
    }
    case 'unsub':
      return isId(frame.id) ? good({ msg: 'unsub', id: frame.id }) : bad('bad-field');
    case 'method': {
      const { id, method, params = [] } = frame;
      if (!isId(id) || typeof method !== 'string' || !Array.isArray(params)) return bad('bad-field');
      return good({ msg: 'method', id, method, params });
    }
    default:
      return bad('unknown-msg');
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const good = (value: ClientFrame): Result<ClientFrame, BadFrame> => ({ ok: true, value });
const bad = (why: BadFrame): Result<ClientFrame, BadFrame> => ({ ok: false, why });

const isId = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_ID_LENGTH;
const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** A character takes one to three bytes, so most frames need no counting. */
function isTooLarge(text: string): boolean {
  if (text.length > MAX_FRAME_BYTES) return true;
  return text.length * 3 > MAX_FRAME_BYTES && new TextEncoder().encode(text).length > MAX_FRAME_BYTES;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(one, levels - 1));
}
