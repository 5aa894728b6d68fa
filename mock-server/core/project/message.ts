import type { Message } from '../../store/documents.ts';

/** Fields of the stored document that never leave. */
type Inner = 'seq' | '_hidden' | 'token' | 'navigation';
/** A message for anybody in the room: the visitor's token, which agents must not learn, is not in it. Dates are `Date`. */
export type SharedMessage = Omit<Message, Inner> & {
  navigation?: Omit<NonNullable<Message['navigation']>, 'token'>;
};

/**
 * What agents see of a message.
 * @note A real server sends the visitor's bearer token to agents along with each message. Nothing there needs it.
 */
export function toWireMessage(message: Message): SharedMessage {
  const { seq: _seq, _hidden, token: _token, navigation, ...shared } = message;
  return navigation ? { ...shared, navigation: { page: navigation.page } } : shared;
}

/** What the visitor sees: their own messages carry their token, which marks them as theirs. */
export function toOwnMessage(message: Message): SharedMessage & Pick<Message, 'token'> {
  return message.token === undefined
    ? toWireMessage(message)
    : { ...toWireMessage(message), token: message.token };
}
