import type { ComponentChildren, ComponentType } from 'preact';
import type { AgentView } from '../../state/porthole.ts';
import type { Given } from '../given.ts';
import { enMessages } from '../text/en.ts';
import { createAgent } from './agent.tsx';
import { createAvatar } from './avatar.tsx';
import { createMarkdown } from './markdown.ts';
import { createMessage } from './message.tsx';
import { createMessageList, type MessageListProps } from './message-list.tsx';
import css from './messages.css?inline';
import { createQueueLine } from './queue-line.tsx';
import { createScroller } from './scroller.tsx';

export interface Messages {
  MessageList: ComponentType<MessageListProps>;
  /** Who one talks to, for the header. */
  Agent: ComponentType<{ agent: AgentView }>;
  /** What people write, as elements. */
  markdown(text: string): ComponentChildren;
}

/** How a chat looks once there is one: loaded with the first message. */
export function create(given: Given): Messages {
  given.style(css);
  const t = given.createT({ ...given.en, ...enMessages });
  const Avatar = createAvatar(given);
  return {
    Agent: createAgent(given, t, Avatar),
    MessageList: createMessageList(
      given,
      t,
      Avatar,
      createMessage(given, t),
      createScroller(given, t),
      createQueueLine(given, t),
    ),
    markdown: createMarkdown(given),
  };
}
