import { expect, test } from 'vitest';
import { chatMessages } from '../../../widget/live/chat-messages.ts';
import type { WidgetConfig } from '../../../widget/wire/decode-config.ts';
import type { ReceivedMessage } from '../../../widget/wire/decode-message.ts';

const ANNA = { username: 'anna', name: 'Anna' };
const CAT = { username: 'rocket.cat', name: 'Rocket.Cat' };
const message = (type: string, text: string, author = ANNA): ReceivedMessage => ({
  id: `${type}${text}`,
  rid: 'R',
  text,
  at: 1,
  updatedAt: 1,
  type,
  fromVisitor: false,
  author,
  edited: false,
  attachments: [],
  files: [],
});
const HIDDEN = {
  settings: { hiddenSystemMessages: ['uj', 'ul', 'livechat-close'] },
} as unknown as WidgetConfig;

test.each([
  ['what an agent says when they end a chat is not shown', message('livechat-close', 'solved'), []],
  ['what the server says when it ends one is', message('livechat-close', 'Too quiet', CAT), ['Too quiet']],
  ['when it says nothing there is nothing', message('livechat-close', '', CAT), []],
  [
    'a chat put on hold is not the business of the visitor',
    message('omnichannel_placed_chat_on_hold', ''),
    [],
  ],
  ['nor is its going on', message('omnichannel_on_hold_chat_resumed', '', CAT), []],
])('%s', (_fact, received, shown) => {
  const messages = chatMessages([received], HIDDEN);
  expect(messages.map(({ from, text, system }) => [from, text, system])).toEqual(
    shown.map((text) => ['system', text, undefined]),
  );
});
