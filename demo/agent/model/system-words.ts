import type { ChatMessage } from './chat-message.ts';

/** What the server does by itself it does under this name. */
const isServer = ({ username }: ChatMessage['author']): boolean => username === 'rocket.cat';

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
      return `${isServer(author) ? 'The chat ended by itself' : `${author.name} ended the chat`}${text && `: ${text}`}`;
    case 'transferred':
      return `${author.name} passed the chat on`;
    case 'removed':
      return 'Message removed';
    case 'page':
      return `Looked at ${text}`;
    case 'held':
      return text || 'On hold';
    case 'resumed':
      return text || 'Goes on';
  }
}
