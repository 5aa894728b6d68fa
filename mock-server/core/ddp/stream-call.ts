import { MeteorError } from '../meteor-error.ts';
import { isObject } from './decode-client-frame.ts';

/** The parameters of a stream subscription: `[eventName, options]`, options a boolean or `{useCollection, args: [extra]}`. */
export interface StreamCall {
  event: string;
  /** True: the client wants an `added` frame before `ready`. */
  useCollection: boolean;
  /** The visitor's bearer token, if one is offered. */
  visitorToken: string | undefined;
}

/** @throws MeteorError `invalid-event-name` @see Rocket.Chat `streamer.module.ts` */
export function toStreamCall(params: readonly unknown[]): StreamCall {
  const [event, options] = params;
  if (typeof event !== 'string' || event === '') throw new MeteorError('invalid-event-name');
  if (!isObject(options)) return { event, useCollection: options === true, visitorToken: undefined };
  const extra = Array.isArray(options.args) ? options.args[0] : undefined;
  return { event, useCollection: options.useCollection === true, visitorToken: tokenIn(extra) };
}

/** Clients say `visitorToken`, `token` or both. */
export function tokenIn(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const token = value.visitorToken ?? value.token;
  return typeof token === 'string' && token !== '' ? token : undefined;
}
