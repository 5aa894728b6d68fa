import type {
  Message,
  OfflineMessage,
  Room,
  User,
  Visitor,
} from '../../../../mock-server/store/documents.ts';
import type { Tx } from '../../../../mock-server/store/store.ts';

const at = (time: string): Date => new Date(`2025-01-15T${time}Z`);
const _updatedAt = at('09:30:00.000');

export const VISITOR: Visitor = {
  _id: '65f0c0ffee0123456789abcd',
  token: 'secret-of-the-visitor',
  username: 'guest-7',
  name: 'Ann Example',
  visitorEmails: [{ address: 'ann@example.com' }, { address: 'ann@example.org' }],
  phone: [{ phoneNumber: '+49 30 1234567' }],
  department: 'oTherDepartment22',
  status: 'offline',
  livechatData: { customerId: '4711' },
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  ip: '203.0.113.7',
  ts: at('09:00:00.000'),
  _updatedAt,
};

export const AGENT: User = {
  _id: 'annaSeedAccount22',
  username: 'anna',
  name: 'Anna Agent',
  emails: [{ address: 'anna@example.com', verified: true }],
  roles: ['livechat-agent'],
  active: true,
  status: 'online',
  statusLivechat: 'available',
  livechatCount: 1,
  passwordHash: 'pbkdf2$1$00$00',
  createdAt: at('08:00:00.000'),
  _updatedAt,
};

/** A closed room with everything that a room can have. */
export const ROOM: Room = {
  _id: 'RoomOfAnnExample2',
  t: 'l',
  code: 42,
  fname: 'Ann Example',
  msgs: 6,
  usersCount: 2,
  v: {
    _id: VISITOR._id,
    username: 'guest-7',
    token: 'secret-of-the-visitor',
    status: 'offline',
    name: 'Ann Example',
  },
  departmentId: 'SaLesSeedDepart22',
  servedBy: { _id: AGENT._id, username: AGENT.username, ts: at('09:01:00.000') },
  source: { type: 'widget' },
  topic: 'A cup that leaks',
  tags: ['returns', 'cups'],
  livechatData: { productId: '123456' },
  ts: at('09:00:30.000'),
  lm: at('09:03:00.250'),
  closedAt: at('09:04:00.000'),
  closer: 'user',
  closedBy: { _id: AGENT._id, username: AGENT.username },
  _updatedAt,
};

const byVisitor = { u: { _id: VISITOR._id, username: 'guest-7' }, token: 'secret-of-the-visitor' };
const byAgent = { u: { _id: AGENT._id, username: AGENT.username, name: AGENT.name } };
const message = (
  seq: number,
  time: string,
  rest: Omit<Message, '_id' | 'rid' | 'ts' | 'seq' | '_updatedAt'>,
) => ({
  _id: `messageNumber${seq}`,
  rid: ROOM._id,
  ts: at(time),
  seq,
  _updatedAt,
  ...rest,
});

/** Not in the order of their times, with equal times, and with all kinds that nobody wrote. */
export const MESSAGES: Message[] = [
  message(3, '09:03:00.000', { ...byAgent, msg: 'Send it back, please.' }),
  message(1, '09:00:31.000', { ...byVisitor, msg: '', t: 'livechat-started' }),
  message(2, '09:02:00.000', { ...byVisitor, msg: 'My cup leaks 😢' }),
  message(4, '09:03:00.000', { ...byVisitor, msg: 'I will.' }),
  message(5, '09:03:01.000', { ...byVisitor, msg: '', t: 'rm' }),
  message(6, '09:03:02.000', { ...byVisitor, msg: 'nobody sees this', _hidden: true }),
  message(7, '09:04:00.000', { ...byAgent, msg: 'Solved.', t: 'livechat-close' }),
];

export const OFFLINE_MESSAGE: OfflineMessage = {
  _id: 'offLineMessage222',
  name: 'Bob Example',
  email: 'bob@example.com',
  message: 'Do you ship to "Mars"?\nBob',
  department: 'SaLesSeedDepart22',
  host: 'https://shop.example.com',
  ts: at('09:10:00.867'),
};

export function putSession(tx: Tx): void {
  const shared = {
    email: 'sales@example.com',
    enabled: true,
    showOnRegistration: true,
    showOnOfflineForm: true,
  };
  tx.put('departments', { _id: 'SaLesSeedDepart22', name: 'Sales', numAgents: 1, ...shared, _updatedAt });
  tx.put('departments', { _id: 'oTherDepartment22', name: 'Other', numAgents: 1, ...shared, _updatedAt });
  tx.put('users', { ...AGENT });
  tx.put('visitors', { ...VISITOR });
  tx.put('rooms', { ...ROOM });
  for (const one of MESSAGES) tx.put('messages', { ...one });
}
