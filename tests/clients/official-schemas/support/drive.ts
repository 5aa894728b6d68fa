/** Long, because it is a list: one call for each endpoint that has an official schema, in an order in which each can be answered. */
import { type Driver, textAt } from './start-driver.ts';

const TOKEN = 'driven-visitor';
const FIELD = { key: 'size', value: '42', overwrite: true };

/** Everything a visitor can ask, with success. Leaves the room open; answers its id. */
export async function driveVisitor({ visitor: ask, admin }: Driver): Promise<string> {
  const token = TOKEN;
  await admin('POST', 'livechat/custom-fields.save', {
    customFieldId: null,
    customFieldData: { field: 'size', label: 'Size', scope: 'visitor', visibility: 'visible' },
  });
  await ask('GET', 'livechat/config');
  await ask('POST', 'livechat/visitor', { visitor: { token, name: 'Ann', email: 'ann@shop.example' } });
  await ask('GET', `livechat/visitor/${token}`);
  await ask('POST', 'livechat/visitor.status', { token, status: 'online' });
  await ask('POST', 'livechat/custom.field', { token, ...FIELD });
  await ask('POST', 'livechat/custom.fields', { token, customFields: [FIELD] });
  await ask('GET', `livechat/agent.next/${token}`);
  const rid = textAt(await ask('GET', `livechat/room?token=${token}`), 'room._id');
  await ask('GET', `livechat/config?token=${token}`);
  await ask('GET', `livechat/agent.info/${rid}/${token}`);
  await ask('POST', 'livechat/message', { token, rid, msg: 'hello', _id: 'driven-message' });
  await ask('GET', `livechat/message/driven-message?token=${token}&rid=${rid}`);
  await ask('PUT', 'livechat/message/driven-message', { token, rid, msg: 'good *day*' });
  await ask('GET', `livechat/messages.history/${rid}?token=${token}&limit=50`);
  await admin('POST', 'livechat/messages', { visitor: { token }, messages: [{ msg: 'in one go' }] });
  await ask('POST', 'livechat/page.visited', {
    token,
    rid,
    pageInfo: { title: 'Mugs', change: 'url', location: { href: 'https://shop.example/mugs' } },
  });
  const form = new FormData();
  form.set('file', new File(['what I mean'], 'note.txt', { type: 'text/plain' }));
  await ask('POST', `livechat/upload/${rid}`, form, { 'x-visitor-token': token });
  await ask('POST', `livechat/upload/${rid}`, new FormData(), { 'x-visitor-token': token });
  await ask('POST', 'livechat/transcript', { token, rid, email: 'ann@shop.example' });
  await ask('POST', 'livechat/offline.message', {
    name: 'Ann',
    email: 'ann@shop.example',
    message: 'Call me',
  });
  await ask('POST', 'livechat/room.survey', { token, rid, data: [{ name: 'satisfaction', value: '5' }] });
  return rid;
}

/** What the visitor does last. */
export async function endVisit({ visitor: ask }: Driver, rid: string): Promise<void> {
  const token = TOKEN;
  await ask('DELETE', 'livechat/message/driven-message', { token, rid });
  await ask('POST', 'livechat/visitor/department.transfer', { token, rid, department: 'Support' });
  await ask('POST', 'livechat/room.close', { token, rid });
  await ask('DELETE', `livechat/visitor/${token}`);
}

/** What an agent does in a room they serve, and with those that wait. */
export async function driveAgent({ agent: ask, admin, visitor }: Driver, rid: string): Promise<void> {
  await ask('GET', 'me');
  await ask('POST', 'users.setStatus', { message: '', status: 'online' });
  await ask('POST', 'livechat/agent.status', { status: 'available' });
  await ask('GET', 'livechat/config/routing');
  await ask('GET', `livechat/room.join?roomId=${rid}`);
  await ask('GET', 'subscriptions.get');
  await ask('GET', `subscriptions.getOne?roomId=${rid}`);
  await ask('POST', 'subscriptions.read', { rid });
  const sent = await ask('POST', 'chat.sendMessage', { message: { rid, msg: 'how can I help?' } });
  await ask('POST', 'chat.postMessage', { roomId: rid, text: 'here I am' });
  await ask('GET', `chat.getMessage?msgId=${textAt(sent, 'message._id')}`);
  await ask('GET', `livechat/${rid}/messages?count=20&offset=0`);
  await admin('POST', 'settings/Livechat_allow_manual_on_hold', { value: true });
  await ask('POST', 'livechat/room.onHold', { roomId: rid });
  await ask('POST', 'livechat/room.resumeOnHold', { roomId: rid });
  await ask('GET', `livechat/inquiries.getOne?roomId=${rid}`);
  await ask('GET', `livechat/visitors.pagesVisited/${rid}`);
  await ask('GET', `rooms.info?roomId=${rid}`);
  const visitorId = textAt(await visitor('GET', `livechat/visitor/${TOKEN}`), 'visitor._id');
  await ask('GET', `livechat/visitors.info?visitorId=${visitorId}`);
  await ask('GET', 'livechat/visitors.search?term=ann');
  await ask('GET', 'livechat/visitors.autocomplete?selector={"term":"ann"}');
  await ask('GET', `livechat/visitors.chatHistory/room/${rid}/visitor/${visitorId}`);
  await ask('GET', `livechat/visitors.searchChats/room/${rid}/visitor/${visitorId}`);
  await ask('GET', 'livechat/custom-fields');
  await ask('POST', 'livechat/room.saveInfo', {
    guestData: { _id: visitorId, name: 'Ann Marie' },
    roomData: { _id: rid, topic: 'mugs', tags: ['mug'] },
  });
  await admin('POST', `livechat/transcript/${rid}`, { email: 'ann@shop.example', subject: 'Our chat' });
  await admin('DELETE', `livechat/transcript/${rid}`);

  await admin('POST', 'settings/Livechat_Routing_Method', { value: 'Manual_Selection' });
  const waiting = await visit(visitor, 'waiting-visitor');
  await admin('GET', 'livechat/inquiries.list');
  const queued = await ask('GET', 'livechat/inquiries.queuedForUser');
  await ask('POST', 'livechat/inquiries.take', { inquiryId: textAt(queued, 'inquiries.0._id') });
  await ask('POST', 'livechat/inquiries.returnAsInquiry', { roomId: waiting });
  const again = await ask('GET', `livechat/inquiries.getOne?roomId=${waiting}`);
  await ask('POST', 'livechat/inquiries.take', { inquiryId: textAt(again, 'inquiry._id') });
  await ask('POST', 'livechat/room.closeByUser', { rid: waiting, comment: 'solved', tags: ['mug'] });
  await admin('POST', 'settings/Livechat_Routing_Method', { value: 'Auto_Selection' });
}

/** What an administrator sets up and looks at. */
export async function driveAdmin({ admin: ask, visitor }: Driver, rid: string): Promise<void> {
  const department = {
    name: 'Billing',
    email: 'billing@example.com',
    enabled: true,
    showOnRegistration: true,
    showOnOfflineForm: false,
  };
  const made = await ask('POST', 'livechat/department', {
    department,
    agents: [{ agentId: 'benSeedAccount222' }],
  });
  const id = textAt(made, 'department._id');
  await ask('GET', 'livechat/department?count=10&offset=0');
  await ask('GET', `livechat/department/${id}?includeAgents=true`);
  await ask('PUT', `livechat/department/${id}`, { department: { ...department, name: 'Invoices' } });
  await ask('GET', `livechat/department/${id}/agents`);
  await ask('POST', `livechat/department/${id}/agents`, {
    upsert: [{ agentId: 'annaSeedAccount22', username: 'anna', count: 0, order: 0 }],
    remove: [],
  });
  await ask('GET', 'livechat/department.autocomplete?selector={"term":"Inv"}&onlyMyDepartments=false');
  await ask('GET', 'livechat/agents/benSeedAccount222/departments');
  await ask('POST', 'livechat/agents.saveInfo', {
    agentId: 'benSeedAccount222',
    agentData: {},
    agentDepartments: [id],
  });
  await ask('GET', 'livechat/users/agent?count=10');
  await ask('GET', 'livechat/users/manager');
  await ask('POST', 'livechat/users/manager', { username: 'ben' });
  await ask('POST', 'livechat/agent.status', { status: 'available', agentId: 'benSeedAccount222' });
  await ask('POST', 'livechat/room.forward', { roomId: rid, userId: 'benSeedAccount222' });
  await ask('GET', 'livechat/rooms?open=true&count=10');
  await ask('GET', 'livechat/queue');
  await ask('GET', 'settings.public?_id=Livechat_enabled');
  await ask('GET', 'settings?count=5');
  await ask('POST', 'omnichannel/integrations', { LivechatWebhookUrl: '', LivechatWebhookOnStart: false });
  await ask('GET', 'users.info?username=anna');
  await ask('GET', 'users.list?count=5');
  await ask('POST', 'livechat/triggers', {
    name: 'Greeting',
    description: 'After five seconds',
    enabled: false,
    runOnce: true,
    conditions: [{ name: 'time-on-site', value: '5' }],
    actions: [{ name: 'send-message', params: { sender: 'queue', msg: 'Hi' } }],
  });
  await ask('GET', 'livechat/triggers');
  await ask('POST', 'livechat/appearance', [{ _id: 'Livechat_title', value: 'Ask us' }]);
  await ask('GET', 'livechat/business-hour?type=default');
  await ask('POST', 'livechat/business-hours.save', {
    name: 'Invoices',
    timezoneName: 'Europe/Berlin',
    timezone: 'Europe/Berlin',
    daysOpen: ['Monday'],
    daysTime: [{ day: 'Monday', start: { time: '08:00' }, finish: { time: '18:00' }, open: true }],
    departmentsToApplyBusinessHour: id,
    active: true,
    type: 'custom',
    workHours: [{ day: 'Monday', start: '08:00', finish: '18:00', open: true }],
  });
  await ask('GET', 'livechat/business-hours');
  await ask('POST', 'livechat/business-hours.remove', { _id: 'none', type: 'custom' });
  await ask('POST', 'livechat/custom-fields.delete', { customFieldId: 'size' });
  const closed = await visit(visitor, 'closed-visitor');
  await visitor('POST', 'livechat/room.close', { rid: closed, token: 'closed-visitor' });
  await ask('POST', 'livechat/rooms.delete', { roomId: closed });
  await ask('POST', 'livechat/rooms.removeAllClosedRooms', {});
  const gone = await visit(visitor, 'gone-visitor');
  await visitor('POST', 'livechat/room.close', { rid: gone, token: 'gone-visitor' });
  const contactId = textAt(await visitor('GET', 'livechat/visitor/gone-visitor'), 'visitor._id');
  await ask('POST', 'omnichannel/contacts.delete', { contactId });
}

/** Registers another visitor; answers the id of their room. */
async function visit(ask: Driver['visitor'], token: string): Promise<string> {
  await ask('POST', 'livechat/visitor', { visitor: { token, name: token } });
  return textAt(await ask('GET', `livechat/room?token=${token}`), 'room._id');
}

/** Calls that are refused, for every status that has a schema: 400, 401, 403, 404. */
export async function driveRefusals({ visitor, agent, stranger }: Driver): Promise<void> {
  await visitor('GET', 'livechat/room');
  await visitor('GET', 'livechat/room?token=nobody');
  await visitor('GET', 'livechat/config?color=red');
  await visitor('GET', 'livechat/visitor/nobody');
  await visitor('POST', 'livechat/visitor', {});
  await visitor('POST', 'livechat/visitor', { visitor: { token: '' } });
  await visitor('POST', 'livechat/message', { token: 'nobody', rid: 'nowhere', msg: 'x' });
  await visitor('POST', 'livechat/offline.message', { name: 'x', email: '', message: 'x' });
  await visitor('POST', 'livechat/transcript', { token: 'nobody', rid: 'nowhere', email: 'a@b.example' });
  await visitor('POST', 'login', { user: { username: 'anna' }, password: 'wrong' });
  await visitor('GET', 'me');
  await visitor('GET', 'livechat/inquiries.list');
  await stranger('GET', 'livechat/rooms');
  await stranger('POST', 'chat.sendMessage', { message: { rid: 'nowhere', msg: 'x' } });
  await agent('GET', 'livechat/inquiries.list');
  await agent('GET', 'livechat/department?count=many');
  await agent('POST', 'livechat/inquiries.take', { inquiryId: 'none' });
  await agent('POST', 'livechat/room.closeByUser', { rid: 'nowhere' });
  await agent('GET', 'settings/Livechat_enabled');
  await agent('GET', 'no/such/endpoint');
  await agent('POST', 'livechat/agent.status', { status: 'available', agentId: 'nobody' });
}
