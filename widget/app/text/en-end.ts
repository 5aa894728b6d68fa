/** Words of the part `end`. */
export const enEnd = {
  endQuestion: 'End this chat?',
  endText: 'You can start a new one any time.',
  cancel: 'Keep chatting',
  endedTitle: 'This chat has ended',
  newChat: 'New chat',
  transcript: 'Email me this chat',
};
