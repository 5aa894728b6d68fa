import type { LivechatSessionWebhook } from '../../../widget/wire/webhooks.ts';
import type { Message, Room } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { readUserAgent } from './user-agent.ts';

/**
 * The end of a session as the product's document shows it: every field there, in its order; what is not known is empty text, list or
 * object. `visitor.department` is the department's name, that of the room before that of the visitor.
 * @note `messages` holds what people wrote, oldest first. Notes of the system (any message with a `t`), the closing comment among them,
 * hidden and deleted messages are not in it: the document shows none, and has no field that would tell them from the talk.
 */
export function toLivechatSession(reader: StoreReader, room: Room): LivechatSessionWebhook {
  const visitor = reader.get('visitors', room.v._id);
  const served = room.servedBy;
  const agent = served && reader.get('users', served._id);
  const departmentId = room.departmentId ?? visitor?.department;
  return {
    type: 'LivechatSession',
    _id: room._id,
    label: room.fname,
    topic: room.topic ?? '',
    code: room.code,
    createdAt: room.ts.toISOString(),
    lastMessageAt: room.lm.toISOString(),
    tags: [...(room.tags ?? [])],
    customFields: { ...room.livechatData },
    visitor: {
      _id: room.v._id,
      name: visitor?.name ?? room.v.name ?? room.v.username,
      username: room.v.username,
      department: (departmentId && reader.get('departments', departmentId)?.name) ?? '',
      email: visitor?.visitorEmails?.[0]?.address ?? '',
      phone: visitor?.phone?.[0]?.phoneNumber ?? '',
      ip: visitor?.ip ?? '',
      ...readUserAgent(visitor?.userAgent ?? ''),
      customFields: { ...visitor?.livechatData },
    },
    ...(served && {
      agent: {
        _id: served._id,
        username: agent?.username ?? served.username,
        name: agent?.name ?? served.username,
        email: agent?.emails[0]?.address ?? '',
      },
    }),
    messages: writtenMessages(reader, room).map((message) => ({
      username: message.u.username,
      ...(message.u._id !== room.v._id && { agentId: message.u._id }),
      msg: message.msg,
      ts: message.ts.toISOString(),
    })),
  };
}

function writtenMessages(reader: StoreReader, room: Room): Message[] {
  return reader
    .where('messages', 'rid', room._id)
    .filter((message) => !message.t && !message._hidden)
    .sort((a, b) => a.ts.getTime() - b.ts.getTime() || a.seq - b.seq);
}
