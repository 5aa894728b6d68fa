import type { Ports } from '../ports/ports.ts';
import { decodeRoom } from '../wire/decode-config.ts';
import { decodeMessage, type ReceivedMessage } from '../wire/decode-message.ts';
import type { Outcome } from '../wire/problem.ts';
import type { Call } from './create-call.ts';

/** The REST calls of a chat, as of `create-rest.ts` those before it. */
export interface ChatRest {
  /** Id of the visitor's open room, or of a new one, for this agent if one is named. */
  room(token: string, agentId?: string): Promise<Outcome<string>>;
  message(body: { _id: string; token: string; rid: string; msg: string }): Promise<Outcome<ReceivedMessage>>;
  /** Whether the server has this message: after an error that leaves it open. */
  storedMessage(id: string, query: { token: string; rid: string }): Promise<Outcome<ReceivedMessage>>;
  /** Newest first. */
  history(
    rid: string,
    query: { token: string; limit: number; offset: number },
  ): Promise<Outcome<ReceivedMessage[]>>;
  close(body: { token: string; rid: string }): Promise<Outcome<true>>;
  pageVisited(body: {
    token: string;
    rid: string;
    pageInfo: { change: string; title: string; location: { href: string } };
  }): Promise<Outcome<true>>;
}

export function createChatRest(call: Call, report: Ports['report']): ChatRest {
  const done = (): true => true;
  const message = (answer: Record<string, unknown>) => decodeMessage(answer.message);
  return {
    room: (token, agentId) =>
      call('room', (answer) => decodeRoom(answer.room), undefined, { token, agentId }),
    message: (body) => call('message', message, body),
    storedMessage: (id, query) => call(`message/${id}`, message, undefined, query),
    history: (rid, query) =>
      call(
        `messages.history/${rid}`,
        ({ messages }) =>
          Array.isArray(messages)
            ? messages.flatMap((told) => decodeMessage(told) ?? report('message', told) ?? [])
            : undefined,
        undefined,
        query,
      ),
    close: (body) => call('room.close', done, body),
    pageVisited: (body) => call('page.visited', done, body),
  };
}
