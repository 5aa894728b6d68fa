import type { Given, Made } from '../given.ts';
import { enChat } from '../text/en-chat.ts';
import { backgroundFollows } from './background-follows.ts';
import css from './chat.css?inline';
import { createChatView } from './chat-view.tsx';
import { createComposer } from './composer.tsx';
import { createFirstMessages } from './first-messages.tsx';

/** What there is to read, and where the visitor writes. How messages look is the part `messages`, which comes with the first letter. */
export function create(given: Given): Made['chat'] {
  const t = given.createT({ ...given.en, ...enChat });
  given.style(css);
  backgroundFollows(given);
  return createChatView(given, t, createComposer(given, t), ...createFirstMessages(given, t));
}
