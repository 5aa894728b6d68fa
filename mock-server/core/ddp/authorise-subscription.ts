import { STREAMS, type StreamName } from '../../../widget/wire/streams.ts';
import type { Room, User } from '../../store/documents.ts';
import { authenticate } from '../auth/authenticate.ts';
import { can } from '../auth/permissions.ts';
import type { CoreContext } from '../context.ts';
import { MeteorError } from '../meteor-error.ts';
import type { Connection } from './connection.ts';
import type { Subscription } from './hub.ts';
import { isInDepartment, maySeeRoom } from './may-see-room.ts';
import type { StreamCall } from './stream-call.ts';

/** What a read rule looks at. */
interface Reader {
  context: CoreContext;
  event: string;
  /** The room whose id is the event, or the part of it before the first `/`. */
  room: Room | undefined;
  visitorToken: string | undefined;
  user: User | undefined;
}
type ReadRule = (reader: Reader) => Subscription['audience'] | undefined;

/**
 * Read rules of the publications. A rule is asked once, when the client subscribes: who has subscribed still hears how the room is
 * closed, and cannot subscribe again afterwards.
 * @see Rocket.Chat `notifications.module.ts`
 */
const READ_RULES: Record<StreamName, ReadRule> = {
  [STREAMS.roomMessages]: (reader) => (isVisitor(reader) && reader.room?.open ? 'visitor' : agent(reader)),
  [STREAMS.livechatRoom]: (reader) => (isVisitor(reader) ? 'visitor' : agent(reader)),
  [STREAMS.notifyRoom]: (reader) => (isVisitor(reader) ? 'visitor' : agent(reader)),
  [STREAMS.notifyUser]: ({ user, event }) => (user && event.startsWith(`${user._id}/`) ? 'agent' : undefined),
  [STREAMS.inquiryQueue]: (reader) => (mayWatchQueue(reader) ? 'agent' : undefined),
};

export function isStream(name: string): name is StreamName {
  return Object.hasOwn(READ_RULES, name);
}

/**
 * Who listens, when the subscription is allowed.
 * @throws MeteorError `not-allowed`
 */
export async function authoriseSubscription(
  context: CoreContext,
  connection: Connection,
  stream: StreamName,
  { event, visitorToken }: StreamCall,
): Promise<Subscription['audience']> {
  // Asked anew each time: the login may have been ended elsewhere.
  const user = connection.login && (await authenticate(context, connection.login));
  const room = context.store.get('rooms', event.split('/', 1)[0] ?? '');
  const audience = READ_RULES[stream]({ context, event, room, visitorToken, user });
  if (!audience) throw new MeteorError('not-allowed');
  return audience;
}

function isVisitor({ room, visitorToken }: Reader): boolean {
  return visitorToken !== undefined && room?.v.token === visitorToken;
}

function agent({ context, room, user }: Reader): 'agent' | undefined {
  return user && room && maySeeRoom(context.store, user, room) ? 'agent' : undefined;
}

/** Events: `public`, `department/<id>`, `agent/<id>` and the id of an inquiry. */
function mayWatchQueue({ context, event, user }: Reader): boolean {
  if (!user || !can(context.store, user, 'view-l-room')) return false;
  if (event === 'public') return true;
  const [kind, id] = event.split('/');
  if (id === undefined) return context.store.get('inquiries', event) !== undefined;
  const mine = kind === 'agent' ? id === user._id : isInDepartment(context.store, user, id);
  return (
    (kind === 'agent' || kind === 'department') && (mine || can(context.store, user, 'view-livechat-rooms'))
  );
}
