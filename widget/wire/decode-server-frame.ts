import { isRecord } from './conform.ts';
import type { Result } from './result.ts';

/** What the client acts on; `noted` stands for the frames it knows and has no use for. */
export type DecodedFrame =
  | { msg: 'connected' }
  | { msg: 'ping'; id: string | undefined }
  | { msg: 'ready'; subs: unknown[] }
  | { msg: 'nosub'; id: string; refused: boolean }
  | { msg: 'changed'; stream: string; event: string; args: unknown[] }
  | { msg: 'noted' };

/** One text frame of the server. */
export function decodeServerFrame(
  data: unknown,
): Result<DecodedFrame, 'not-json' | 'unknown-msg' | 'bad-field'> {
  let frame: unknown;
  try {
    frame = JSON.parse(String(data));
  } catch {
    return { ok: false, why: 'not-json' };
  }
  if (!isRecord(frame)) return { ok: false, why: 'unknown-msg' };
  const { msg, id, subs, collection, fields } = frame;
  const good = (value: DecodedFrame) => ({ ok: true as const, value });
  switch (msg) {
    case 'connected':
      return good({ msg });
    case 'ping':
      return good({ msg, id: typeof id === 'string' ? id : undefined });
    case 'ready':
      if (Array.isArray(subs)) return good({ msg, subs });
      break;
    case 'nosub':
      if (typeof id === 'string') return good({ msg, id, refused: !!frame.error });
      break;
    case 'changed':
      if (isRecord(fields) && typeof collection === 'string' && Array.isArray(fields.args))
        return good({ msg, stream: collection, event: String(fields.eventName), args: fields.args });
      break;
    case 'pong':
    case 'result':
    case 'updated':
    case 'added':
    case 'failed':
    case 'error':
    case 'server_id':
      return good({ msg: 'noted' });
    default:
      // The greeting of servers that are one process has no `msg`.
      return 'server_id' in frame ? good({ msg: 'noted' }) : { ok: false, why: 'unknown-msg' };
  }
  return { ok: false, why: 'bad-field' };
}
