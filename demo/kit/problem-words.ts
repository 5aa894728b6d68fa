import type { Problem } from './rest.ts';

/** Refusals that deserve better words than the server's. Keys are its error codes. */
const BY_CODE: Record<string, string> = {
  'error-inquiry-taken': 'Another agent was faster: this chat is taken.',
  'error-not-found': 'That is no longer there.',
  'error-room-already-closed': 'This chat is already over.',
  'room-closed': 'This chat is already over.',
  'error-room-closed': 'This chat is already over.',
  'error-comment-is-required': 'Please write a comment: the server asks for one when a chat ends.',
  'error-tags-must-be-assigned-before-closing-chat': 'Please give the chat a tag before you end it.',
  'error-agent-status-service-offline':
    'Only agents who are online can take chats, and only while livechat is switched on.',
  'error-cannot-place-chat-on-hold': 'A chat can be put on hold once the visitor has an answer.',
  'error-on-hold-not-allowed': 'The settings do not allow to put chats on hold.',
  'error-room-is-already-on-hold': 'This chat is on hold already.',
  'error-room-onHold': 'This chat is on hold: resume it first.',
  'error-max-number-simultaneous-chats-reached': 'No agent may have more chats at a time.',
  'error-no-agents-online-in-department': 'Nobody of that department is online.',
  'error-user-is-offline': 'That agent is not online.',
  'error-forwarding-department-target-not-allowed': 'Chats of this department may not go there.',
  'error-room-not-on-hold': 'This chat is not on hold.',
  Not_authorized: 'The server does not let you do that.',
  'error-not-authorized': 'The server does not let you do that.',
  'error-business-hours-are-closed': 'It is outside the business hours: the server keeps agents offline.',
  'error-business-hour-name-already-in-use': 'There are hours of that name already.',
  'error-business-hour-finish-time-before-start-time': 'A day ends before it begins.',
  'error-business-hour-finish-time-equals-start-time': 'A day ends when it begins.',
  'error-invalid-webhook-response': 'The receiver answered something other than 200.',
  Webhook_URL_not_set: 'There is no webhook URL in the settings.',
  'error-department-removal-disabled':
    'Departments may not be deleted: allow it in the settings, or archive it.',
  'error-archived-department-cant-be-enabled':
    'An archived department cannot be enabled: take it back first.',
  'error-fallback-department-circular': 'Chats would go round in circles: choose another department.',
  'error-too-many-requests': 'Too many attempts. Please wait a little.',
};

/** A sentence that a person can use. */
export function problemWords(problem: Problem): string {
  switch (problem.why) {
    case 'unreachable':
      return 'The server does not answer. Is it running?';
    case 'bad-answer':
      return 'The server answered something that is not Rocket.Chat.';
    case 'refused':
      return BY_CODE[problem.code ?? ''] ?? BY_CODE[problem.error] ?? withoutCode(problem.error);
  }
}

/** `Reason [code]` → `Reason` */
function withoutCode(error: string): string {
  const reason = error.replace(/\s*\[[^\]]*\]$/, '');
  return reason === '' ? error : reason;
}
