import type { DdpError } from '../../../widget/wire/ddp-frames.ts';
import { isRecord, type Json, recordOf, textOf, textsOf } from './fields.ts';
import { parseJson } from './parse-json.ts';

/** The frames of a DDP server that a client has to act on. */
export type Frame =
  | { msg: 'connected' | 'failed' | 'pong' }
  | { msg: 'ping'; id: string | undefined }
  | { msg: 'ready'; subs: string[] }
  | { msg: 'nosub'; id: string; error: FrameError | undefined }
  | { msg: 'changed'; stream: string; event: string; args: unknown[] }
  | { msg: 'result'; id: string; result: unknown; error: FrameError | undefined }
  | { msg: 'ignored' };

export type FrameError = Pick<DdpError, 'error' | 'message'>;

/** Reads one text frame. `ignored`: of no use to a client (`added`, `updated`, `server_id` …). Undefined: not DDP. */
export function decodeFrame(text: string): Frame | undefined {
  const json = parseJson(text);
  if (!isRecord(json)) return undefined;
  switch (json.msg) {
    case 'connected':
    case 'failed':
    case 'pong':
      return { msg: json.msg };
    case 'ping':
      return { msg: 'ping', id: textOf(json, 'id') };
    case 'ready':
      return { msg: 'ready', subs: textsOf(json, 'subs') };
    case 'nosub': {
      const id = textOf(json, 'id');
      return id === undefined ? undefined : { msg: 'nosub', id, error: errorOf(json) };
    }
    case 'result': {
      const id = textOf(json, 'id');
      return id === undefined ? undefined : { msg: 'result', id, result: json.result, error: errorOf(json) };
    }
    case 'changed':
      return decodeChanged(json);
    default:
      return { msg: 'ignored' };
  }
}

function decodeChanged(json: Json): Frame | undefined {
  const stream = textOf(json, 'collection');
  const fields = recordOf(json, 'fields');
  const event = fields && textOf(fields, 'eventName');
  if (stream === undefined || event === undefined || !Array.isArray(fields?.args)) return undefined;
  return { msg: 'changed', stream, event, args: fields.args };
}

function errorOf(json: Json): FrameError | undefined {
  const error = recordOf(json, 'error');
  if (!error) return undefined;
  const code = error.error;
  return {
    error: typeof code === 'string' || typeof code === 'number' ? code : 'unknown',
    message: textOf(error, 'message') ?? 'The server gave no reason',
  };
}
