import type { LivechatSessionWebhook } from '../../../widget/wire/webhooks.ts';

const AT = '2016-06-01T18:41:16.856Z';

/** What a test of the webhook sends: the sample of the product's document. */
export const SAMPLE_SESSION: LivechatSessionWebhook = {
  type: 'LivechatSession',
  _id: 'fasd6f5a4sd6f8a4sdf',
  label: 'title',
  topic: 'topic of the session',
  code: 123123,
  createdAt: AT,
  lastMessageAt: AT,
  tags: ['tag1', 'tag2', 'tag3'],
  customFields: { productId: '123456' },
  visitor: {
    _id: '',
    name: 'visitor name',
    username: 'visitor-username',
    department: 'department',
    email: 'email@address.com',
    phone: '192873192873',
    ip: '123.456.7.89',
    browser: 'Chrome',
    os: 'Linux',
    customFields: { customerId: '123456' },
  },
  agent: {
    _id: 'asdf89as6df8',
    username: 'agent.username',
    name: 'Agent Name',
    email: 'agent@email.com',
  },
  messages: [
    { username: 'visitor-username', msg: 'message content', ts: AT },
    { username: 'agent.username', agentId: 'asdf89as6df8', msg: 'message content from agent', ts: AT },
  ],
};
