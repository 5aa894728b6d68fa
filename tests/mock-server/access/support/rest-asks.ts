import { SALES } from '../../core/start-core.ts';
import type { Target } from './access-world.ts';

/** A request for what is the own visitor's, with what the caller has to show. */
export interface Ask {
  /** Path with its query. Left out: the route's, its parameters filled in. */
  path?: string;
  body?: object | FormData;
  headers?: Record<string, string>;
}

const filesForm = (): FormData => {
  const form = new FormData();
  form.append('file', new File(['new file'], 'new.txt', { type: 'text/plain' }));
  return form;
};
const frame = (method: string, ...params: unknown[]) => ({
  message: JSON.stringify({ msg: 'method', id: '1', method, params }),
});
const withKey =
  (path: string) =>
  ({ token, rid, messageId }: Target): Ask => ({
    path: `/api/v1/livechat/${path.replace(':_id', messageId).replace(':rid', rid)}?token=${token}&rid=${rid}`,
  });
const forRoom =
  (path: string) =>
  ({ rid }: Target): Ask => ({ path: `/api/v1/${path}?roomId=${rid}` });
const body =
  (make: (target: Target) => object) =>
  (target: Target): Ask => ({ body: make(target) });
const department = {
  department: {
    name: 'New',
    email: 'new@example.com',
    enabled: true,
    showOnRegistration: true,
    showOnOfflineForm: true,
  },
};

/** How a route is asked; one that needs nothing but its path is not here. */
export const ASKS: Record<string, (target: Target) => Ask> = {
  'DELETE /api/v1/livechat/message/:_id': ({ token, rid }) => ({ body: { token, rid } }),
  'GET /api/v1/chat.getMessage': ({ messageId }) => ({ path: `/api/v1/chat.getMessage?msgId=${messageId}` }),
  'GET /api/v1/channels.info': forRoom('channels.info'),
  'GET /api/v1/rooms.info': forRoom('rooms.info'),
  'GET /api/v1/livechat/config': ({ token }) => ({ path: `/api/v1/livechat/config?token=${token}` }),
  'GET /api/v1/livechat/inquiries.getOne': forRoom('livechat/inquiries.getOne'),
  'GET /api/v1/livechat/message/:_id': withKey('message/:_id'),
  'GET /api/v1/livechat/messages.history/:rid': ({ token, rid }) => ({
    path: `/api/v1/livechat/messages.history/${rid}?token=${token}`,
  }),
  'GET /api/v1/livechat/room': withKey('room'),
  'GET /api/v1/livechat/room.join': forRoom('livechat/room.join'),
  'GET /api/v1/livechat/department.autocomplete': () => ({
    path: '/api/v1/livechat/department.autocomplete?selector={}&onlyMyDepartments=false',
  }),
  'GET /api/v1/livechat/department.listByIds': () => ({
    path: `/api/v1/livechat/department.listByIds?ids[]=${SALES}`,
  }),
  'GET /api/v1/livechat/visitors.autocomplete': () => ({
    path: '/api/v1/livechat/visitors.autocomplete?selector={"term":"secret"}',
  }),
  'GET /api/v1/livechat/visitors.info': ({ visitorId }) => ({
    path: `/api/v1/livechat/visitors.info?visitorId=${visitorId}`,
  }),
  'GET /api/v1/livechat/visitors.search': () => ({ path: '/api/v1/livechat/visitors.search?term=secret' }),
  'GET /api/v1/livechat/visitor/:token/room': ({ ownToken }) => ({
    path: `/api/v1/livechat/visitor/${ownToken}/room`,
  }),
  'GET /api/v1/subscriptions.getOne': forRoom('subscriptions.getOne'),
  'GET /api/v1/users.info': () => ({ path: '/api/v1/users.info?username=anna' }),
  'GET /file-upload/:id/:name': ({ token, rid, fileId }) => ({
    path: `/file-upload/${fileId}/x.txt?rc_room_type=l&rc_rid=${rid}&rc_token=${token}`,
  }),
  'POST /api/v1/chat.postMessage': body(({ rid }) => ({ roomId: rid, text: 'written' })),
  'POST /api/v1/chat.sendMessage': body(({ rid }) => ({ message: { rid, msg: 'written' } })),
  'POST /api/v1/livechat/agent.status': body(() => ({ status: 'not-available' })),
  'POST /api/v1/livechat/agents.saveInfo': body(() => ({
    agentId: 'annaSeedAccount22',
    agentData: {},
    agentDepartments: [],
  })),
  'POST /api/v1/livechat/appearance': body(() => [{ _id: 'Livechat_title', value: 'New' }]),
  'POST /api/v1/livechat/custom-fields.delete': body(() => ({ customFieldId: 'x' })),
  'POST /api/v1/livechat/custom-fields.save': body(() => ({
    customFieldData: { field: 'y', label: 'Y', scope: 'room', visibility: 'visible', regexp: '' },
  })),
  'POST /api/v1/livechat/custom.field': body(({ token }) => ({
    token,
    key: 'x',
    value: 'y',
    overwrite: true,
  })),
  'POST /api/v1/livechat/custom.fields': body(({ token }) => ({
    token,
    customFields: [{ key: 'x', value: 'y', overwrite: true }],
  })),
  'POST /api/v1/livechat/department': body(() => department),
  'PUT /api/v1/livechat/department/:_id': body(() => department),
  'POST /api/v1/livechat/department/:_id/agents': body(() => ({ upsert: [], remove: [] })),
  'POST /api/v1/livechat/inquiries.returnAsInquiry': body(({ rid }) => ({ roomId: rid })),
  'POST /api/v1/livechat/inquiries.take': body(({ inquiryId }) => ({ inquiryId })),
  'POST /api/v1/livechat/message': body(({ token, rid }) => ({ token, rid, msg: 'written' })),
  'POST /api/v1/livechat/messages': body(({ token }) => ({
    visitor: { token },
    messages: [{ msg: 'written elsewhere' }],
  })),
  'PUT /api/v1/livechat/message/:_id': body(({ token, rid }) => ({ token, rid, msg: 'written over' })),
  'POST /api/v1/livechat/offline.message': body(() => ({
    name: 'N',
    email: 'n@example.com',
    message: 'offline',
  })),
  'POST /api/v1/livechat/page.visited': body(({ token, rid }) => ({
    token,
    rid,
    pageInfo: { change: 'url', title: 'T', location: { href: 'https://example.com/' } },
  })),
  'POST /api/v1/livechat/room.close': body(({ token, rid }) => ({ token, rid })),
  'POST /api/v1/livechat/room.closeByUser': body(({ rid }) => ({ rid, comment: 'done' })),
  'POST /api/v1/livechat/room.forward': body(({ rid }) => ({
    roomId: rid,
    departmentId: 'supportSeedDept22',
  })),
  'POST /api/v1/livechat/room.onHold': body(({ rid }) => ({ roomId: rid })),
  'POST /api/v1/livechat/room.resumeOnHold': body(({ rid }) => ({ roomId: rid })),
  'POST /api/v1/livechat/room.saveInfo': body(({ rid, visitorId }) => ({
    guestData: { _id: visitorId, name: 'renamed' },
    roomData: { _id: rid, topic: 'changed' },
  })),
  'POST /api/v1/livechat/room.survey': body(({ token, rid }) => ({
    token,
    rid,
    data: [{ name: 'satisfaction', value: '5' }],
  })),
  'POST /api/v1/livechat/room.transfer': body(({ token, rid }) => ({
    token,
    rid,
    department: 'supportSeedDept22',
  })),
  'POST /api/v1/livechat/visitor/department.transfer': body(({ token, rid }) => ({
    token,
    rid,
    department: 'supportSeedDept22',
  })),
  'POST /api/v1/livechat/rooms.delete': body(({ rid }) => ({ roomId: rid })),
  // Refused while the chat is open.
  'POST /api/v1/omnichannel/contacts.delete': body(({ visitorId }) => ({ contactId: visitorId })),
  'POST /api/v1/livechat/transcript': body(({ token, rid }) => ({ token, rid, email: 'n@example.com' })),
  'POST /api/v1/livechat/transcript/:rid': body(() => ({ email: 'n@example.com', subject: 'S' })),
  'POST /api/v1/livechat/triggers/:_id/external-service/call': body(({ token }) => ({ token })),
  'POST /api/v1/livechat/triggers': body(() => ({
    name: 'T',
    description: '',
    enabled: true,
    runOnce: true,
    conditions: [{ name: 'time-on-site', value: '1' }],
    actions: [{ name: 'send-message', params: { sender: 'queue', msg: 'Hi' } }],
  })),
  'POST /api/v1/livechat/business-hours.remove': body(() => ({ _id: 'none', type: 'custom' })),
  'POST /api/v1/livechat/business-hours.save': body(() => ({
    _id: '64b05c0ffee0000000000001',
    type: 'default',
    name: '',
    active: true,
    timezoneName: 'UTC',
    daysOpen: [],
    departmentsToApplyBusinessHour: '',
    workHours: [{ day: 'Monday', start: '08:00', finish: '09:00', open: true }],
  })),
  'POST /api/v1/livechat/upload/:rid': ({ token }) => ({
    body: filesForm(),
    headers: { 'X-Visitor-Token': token },
  }),
  'POST /api/v1/livechat/users/:type': body(() => ({ username: 'ben' })),
  // Another visitor's or no token: whoever registers with it becomes that visitor.
  'POST /api/v1/livechat/visitor': body(({ token }) => ({ visitor: { token, name: 'renamed' } })),
  'POST /api/v1/livechat/visitor.callStatus': body(({ token, rid }) => ({
    token,
    rid,
    callStatus: 'declined',
    callId: 'x',
  })),
  'POST /api/v1/livechat/visitor.status': body(({ token }) => ({ token, status: 'away' })),
  'POST /api/v1/login': body(() => ({ user: 'anna', password: 'wrong' })),
  'POST /api/v1/method.call/:method': ({ rid }) => ({
    path: '/api/v1/method.call/loadHistory',
    body: frame('loadHistory', rid, null, 50),
  }),
  'POST /api/v1/omnichannel/integrations': body(() => ({ LivechatWebhookUrl: 'http://127.0.0.1:9/' })),
  'POST /api/v1/permissions.update': body(() => ({
    permissions: [{ _id: 'view-l-room', roles: ['admin'] }],
  })),
  'POST /api/v1/rooms.media/:rid': () => ({ body: filesForm() }),
  'POST /api/v1/rooms.mediaConfirm/:rid/:fileId': body(() => ({ msg: 'confirmed' })),
  'POST /api/v1/rooms.upload/:rid': () => ({ body: filesForm() }),
  'POST /api/v1/settings': body(() => ({ settings: [{ _id: 'Livechat_title', value: 'New' }] })),
  'POST /api/v1/settings/:_id': () => ({ path: '/api/v1/settings/Livechat_title', body: { value: 'New' } }),
  'GET /api/v1/settings/:_id': () => ({ path: '/api/v1/settings/Livechat_title' }),
  'POST /api/v1/subscriptions.read': body(({ rid }) => ({ rid })),
  'POST /api/v1/users.create': body(() => ({
    email: 'x@example.com',
    name: 'X',
    password: 'x',
    username: 'x',
  })),
  'POST /api/v1/users.delete': body(() => ({ userId: 'benSeedAccount222' })),
  'POST /api/v1/users.setActiveStatus': body(() => ({ userId: 'benSeedAccount222', activeStatus: false })),
  'POST /api/v1/users.setStatus': body(() => ({ status: 'away', message: '' })),
};

/** Values of the parameters in a route's path, by their names. */
export const PARAMETERS: Record<string, (target: Target) => string> = {
  ':rid': ({ rid }) => rid,
  ':roomId': ({ rid }) => rid,
  ':token': ({ token }) => token,
  ':visitorId': ({ visitorId }) => visitorId,
  ':fileId': ({ fileId }) => fileId,
  ':agentId': () => 'annaSeedAccount22',
  ':type': () => 'agent',
  ':name': () => 'anna',
  ':method': () => 'loadHistory',
};
/** `:_id` is of what the path says before. */
export const ID_PARAMETERS: Record<string, (target: Target) => string> = {
  department: () => SALES,
  message: ({ messageId }) => messageId,
  users: () => 'annaSeedAccount22',
};
