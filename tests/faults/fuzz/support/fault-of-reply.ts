import { decodeClientFrame } from '../../../../mock-server/core/ddp/decode-client-frame.ts';

interface Reply {
  msg?: unknown;
  id?: unknown;
  subs?: unknown;
  methods?: unknown;
  reason?: unknown;
}

/** Frames that a server may send, and the fields that each must have, as texts unless named here otherwise. */
const LEGAL: Record<string, readonly string[]> = {
  connected: ['session'],
  failed: ['version'],
  error: ['reason'],
  nosub: ['id'],
  added: ['collection', 'id'],
  changed: ['collection', 'id'],
  removed: ['collection', 'id'],
  ready: ['subs'],
  result: ['id'],
  updated: ['methods'],
  ping: [],
  pong: [],
};
const LISTS = ['subs', 'methods'];

function isLegal(reply: string): boolean {
  let frame: unknown;
  try {
    frame = JSON.parse(reply);
  } catch {
    return false;
  }
  if (typeof frame !== 'object' || frame === null || !('msg' in frame)) return false;
  const fields = frame as Record<string, unknown>;
  const needed = Object.hasOwn(LEGAL, String(fields.msg)) ? LEGAL[String(fields.msg)] : undefined;
  return !!needed?.every((name) =>
    LISTS.includes(name) ? Array.isArray(fields[name]) : typeof fields[name] === 'string',
  );
}

/** A line of a stack, or a path on the server's disk. */
const INSIDES = /\\n\s+at \S|file:\/\/\/|node_modules/;

/**
 * What is wrong with the frames that came back for one frame; undefined when they are what DDP asks for. A closed connection is a legal answer to
 * anything that is not a legal frame.
 * @see Meteor DDP specification
 */
export function faultOfReply(sent: string, replies: readonly string[], closed: boolean): string | undefined {
  for (const reply of replies) {
    if (INSIDES.test(reply)) return `shows its insides: ${reply.slice(0, 200)}`;
    if (!isLegal(reply)) return `illegal frame: ${reply.slice(0, 200)}`;
  }
  const frames = replies.map((reply) => JSON.parse(reply) as Reply);
  const has = (test: (frame: Reply) => boolean): boolean => frames.filter(test).length === 1;
  const decoded = decodeClientFrame(sent);
  if (!decoded.ok) {
    if (closed || has(({ msg, reason }) => msg === 'error' && typeof reason === 'string')) return undefined;
    return `no error for a malformed frame (${decoded.why})`;
  }
  if (closed) return 'hung up on a legal frame';
  const frame = decoded.value;
  switch (frame.msg) {
    case 'connect':
      return has(({ msg }) => msg === 'error') ? undefined : 'no error for a second connect';
    case 'ping':
      return has(({ msg, id }) => msg === 'pong' && id === frame.id) ? undefined : 'no pong';
    case 'unsub':
      return has(({ msg, id }) => msg === 'nosub' && id === frame.id) ? undefined : 'no nosub';
    case 'method':
      if (!has(({ msg, id }) => msg === 'result' && id === frame.id)) return 'no result';
      return has(({ msg, methods }) => msg === 'updated' && Array.isArray(methods) && methods[0] === frame.id)
        ? undefined
        : 'no updated';
    case 'sub':
    case 'pong':
      return undefined; // `sub` under an id that is in use is not answered; whoever asks looks at that with `isAnswered`
  }
}

/** Whether a `sub` was answered: `ready`, or `nosub` with the reason. */
export function isAnswered(id: string, replies: readonly string[]): boolean {
  return replies
    .map((reply) => JSON.parse(reply) as Reply)
    .some(
      ({ msg, id: of, subs }) =>
        (msg === 'ready' && Array.isArray(subs) && subs.includes(id)) || (msg === 'nosub' && of === id),
    );
}
