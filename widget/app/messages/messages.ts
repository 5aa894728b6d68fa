import type { ComponentChildren, ComponentType } from 'preact';
import { enChat } from '../text/en.ts';
import type { Ui } from '../ui.ts';
import { createFooter } from './footer.tsx';
import type { Given } from './given.ts';
import { createMarkdown } from './markdown.ts';
import { createMessage } from './message.tsx';
import { createMessageList } from './message-list.tsx';
import css from './messages.css?inline';
import { createQueueLine } from './queue-line.tsx';
import { createScroller } from './scroller.tsx';

export interface Messages {
  MessageList: ComponentType<{ ui: Ui }>;
  Footer: ComponentType<{ ui: Ui }>;
  /** What people write, as elements. */
  markdown(text: string): ComponentChildren;
}

/** How a chat looks once there is one: loaded with the first message. */
export function createMessages(given: Given): Messages {
  given.style(css);
  const t = given.createT({ ...given.en, ...enChat });
  return {
    MessageList: createMessageList(
      given,
      t,
      createMessage(given, t),
      createScroller(given, t),
      createQueueLine(given, t),
    ),
    Footer: createFooter(given, t),
    markdown: createMarkdown(given),
  };
}
