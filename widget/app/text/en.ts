/** All words of the pop-up. `{name}` marks a place for a value; codes of `Problem` are keys too. */
export const en = {
  chat: 'Chat',
  open: 'Open chat',
  close: 'Close chat',
  unreadOne: '1 new message',
  unread: '{count} new messages',
  minimise: 'Minimise',
  loading: 'Loading the chat',
  tryAgain: 'Try again',
  noChat: 'The chat could not be loaded',
  disabled: 'The chat is closed at the moment',
  later: 'Please come back later.',

  offlineTitle: 'Leave a message',
  offlineClosed: 'Nobody is here right now',
  sending: 'Sending…',
  messages: 'Messages',
  end: 'End chat',

  unreachable: 'No connection. Please try again.',
  cors: 'The chat is not available on this site yet. To its owner: set API_Enable_CORS on the server.',
  'rate-limited': 'The server is busy. Trying again…',
  'no-agent-online': 'Nobody is here right now. Please come back later.',
  'room-closed': 'This chat has ended.',
  'too-long': 'The message is too long.',
  'invalid-email': 'Please check the email address',
  'omnichannel-disabled': 'The chat is closed at the moment',
  refused: 'The server refused this.',
  'bad-answer': 'The server gave no proper answer.',
};
export type Words = typeof en;

/** Those that only a chat has use for; `SystemText` are keys too. Loaded with it. */
export const enMessages = {
  you: 'You',
  online: 'Online',
  away: 'Away',
  busy: 'Busy',
  offline: 'Offline',
  today: 'Today',
  yesterday: 'Yesterday',
  older: 'Earlier messages',
  newest: 'Go to the newest message',
  notSent: 'Not sent',
  retry: 'Send again',
  discard: 'Discard',
  edited: 'edited',
  typing: '{name} is typing',
  waiting: 'Someone will be with you shortly',
  spot: 'You are number {spot} in the queue',
  wait: 'about {minutes} min',

  started: 'Chat started',
  joined: '{name} joined',
  left: '{name} left',
  transferred: 'You are being passed on',
  ended: 'Chat ended',
  removed: 'Message removed',
};
export type MessageWords = typeof enMessages;
