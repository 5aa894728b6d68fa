import type { ServerFrame } from '../../../widget/wire/ddp-frames.ts';
import type { BadFrame } from './decode-client-frame.ts';

/** Longest frame that is shown back to who sent it, in characters. */
const MAX_SHOWN_LENGTH = 1000;

/** Meteor's sentences where it has one. @see Meteor `livedata_server.js` (`sendError`) */
const REASONS: Record<Exclude<BadFrame, 'too-large'>, string> = {
  'not-json': 'Parse error',
  'not-an-object': 'Bad request',
  'unknown-msg': 'Bad request',
  'bad-field': 'Malformed message',
  'too-deep': 'Message is nested too deeply',
};

/** The `error` frame for what the decoder refused. */
export function refuseFrame(why: keyof typeof REASONS, text: string): ServerFrame {
  const reason = REASONS[why];
  if (why === 'not-json' || why === 'too-deep' || text.length > MAX_SHOWN_LENGTH)
    return { msg: 'error', reason };
  return { msg: 'error', reason, offendingMessage: JSON.parse(text) };
}
