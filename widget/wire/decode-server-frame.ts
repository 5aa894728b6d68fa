import { conform, parse } from './conform.ts';
import type { ServerFrame } from './ddp-frames.ts';
import type { Result } from './result.ts';

/** A frame with the fields that any frame may have; those it lacks, or has in another form, are empty. */
export interface DecodedFrame {
  msg: ServerFrame['msg'] | 'server_id';
  id: string;
  subs: string[];
  /** Name of the stream. */
  collection: string;
  fields: { eventName: string; args: unknown[] };
  refused: boolean;
}

const FRAMES = 'connected ready changed ping pong nosub result updated added failed error server_id'.split(
  ' ',
) as DecodedFrame['msg'][];
const USED = { id: '', subs: [''], collection: '', fields: { eventName: '', args: [] as unknown[] } };

/** One text frame of the server. */
export function decodeServerFrame(data: unknown): Result<DecodedFrame, 'not-json' | 'unknown-msg'> {
  const parsed = parse(String(data));
  if (parsed === undefined) return { ok: false, why: 'not-json' };
  const frame = Object(parsed);
  // The greeting of a server that is one process: `{"server_id":"0"}`.
  const said = frame.msg ?? Object.keys(frame)[0];
  const msg = FRAMES.find((known) => known === said);
  return msg
    ? { ok: true, value: { msg, ...conform(USED, frame), refused: !!frame.error } }
    : { ok: false, why: 'unknown-msg' };
}
