import type { ChatMessage } from './chat-message.ts';

/** A system message as a sentence. */
export function systemWords({ system, author, text }: ChatMessage): string {
  if (system === undefined) return text;
  switch (system) {
    case 'started':
      return 'Chat started';
    case 'joined':
      return `${author.name} joined`;
    case 'left':
      return `${author.name} left`;
    case 'closed':
      return text === '' ? `${author.name} ended the chat` : `${author.name} ended the chat: ${text}`;
    case 'transferred':
      return `${author.name} passed the chat on`;
    case 'removed':
      return 'Message removed';
    case 'page':
      return `Looked at ${text}`;
  }
}
