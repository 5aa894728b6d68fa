/** Words of the part `chat`. */
export const enChat = {
  emptyTitle: 'How can we help?',
  emptyText: 'Write to us, and a person will answer.',
  write: 'Write a message',
  send: 'Send',
  attach: 'Attach files',
  remaining: '{count} characters left',
  tooMany: '{count} characters too many',
  reconnecting: 'No connection. Trying again…',
};
export type ChatWords = typeof enChat;
