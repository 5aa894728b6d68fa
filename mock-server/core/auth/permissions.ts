import type { Role, User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';

const AGENTS: readonly Role[] = ['livechat-agent', 'livechat-manager', 'livechat-monitor', 'admin'];
const LEADERS: readonly Role[] = ['livechat-manager', 'livechat-monitor', 'admin'];
const MANAGERS: readonly Role[] = ['livechat-manager', 'admin'];
const ADMINS: readonly Role[] = ['admin'];

/**
 * Who may do what by default: the permissions that something here asks for. `permissions.update` stores others.
 * @see Rocket.Chat `permissions.ts`
 */
export const PERMISSIONS = {
  'view-l-room': AGENTS,
  'close-livechat-room': AGENTS,
  'view-livechat-queue': AGENTS,
  'edit-livechat-room-customfields': AGENTS,
  'on-hold-livechat-room': AGENTS,
  'on-hold-others-livechat-room': LEADERS,
  'close-others-livechat-room': LEADERS,
  'transfer-livechat-guest': LEADERS,
  'view-livechat-rooms': LEADERS,
  'manage-livechat-agents': LEADERS,
  'manage-livechat-managers': MANAGERS,
  'manage-livechat-departments': LEADERS,
  'save-others-livechat-room-info': LEADERS,
  'view-livechat-manager': LEADERS,
  'view-livechat-business-hours': LEADERS,
  'view-livechat-webhooks': MANAGERS,
  'send-omnichannel-chat-transcript': MANAGERS,
  'delete-livechat-contact': MANAGERS,
  'remove-closed-livechat-room': MANAGERS,
  'remove-closed-livechat-rooms': MANAGERS,
  'access-permissions': ADMINS,
  'api-bypass-rate-limit': ['admin', 'bot', 'app'],
  'create-user': ADMINS,
  'delete-user': ADMINS,
  'edit-other-user-active-status': ADMINS,
  'view-d-room': ['admin', 'user', 'bot', 'app', 'guest'],
  'view-full-other-user-info': ADMINS,
  'view-privileged-setting': ADMINS,
  'edit-privileged-setting': ADMINS,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

const ROLES: readonly Role[] = [
  'admin',
  'user',
  'bot',
  'app',
  'guest',
  'livechat-agent',
  'livechat-manager',
  'livechat-monitor',
];

export function isRole(name: string): name is Role {
  return ROLES.some((role) => role === name);
}

/** The roles that carry a permission: the stored ones, else the default. */
export function rolesOf(reader: Pick<StoreReader, 'get'>, permission: Permission): readonly Role[] {
  return reader.get('permissions', permission)?.roles ?? PERMISSIONS[permission];
}

/** Whether one of the user's roles carries the permission. */
export function can(
  reader: Pick<StoreReader, 'get'>,
  user: Pick<User, 'roles'>,
  permission: Permission,
): boolean {
  const roles = rolesOf(reader, permission);
  return user.roles.some((role) => roles.includes(role));
}
