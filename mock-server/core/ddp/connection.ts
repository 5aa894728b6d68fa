import type { ServerFrame } from '../../../widget/wire/ddp-frames.ts';

/** One socket as methods, publications and the hub know it. */
export interface Connection {
  /** The DDP session, 17 characters. An emission with `except` of this id is not sent here. */
  readonly id: string;
  readonly ip: string | undefined;
  send(frame: ServerFrame): void;
  /** Sends a frame that is already text. */
  sendText(text: string): void;
  /** Drops what was subscribed to as an agent, with a `nosub` each. */
  endAgentSubscriptions(): void;
  /** The agent who logged in on this socket. */
  login?: { userId: string; token: string };
  /** The visitor of `livechat:setUpConnection`. */
  visitorToken?: string;
}
