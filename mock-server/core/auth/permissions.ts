import type { Role, User } from '../../store/documents.ts';

const AGENTS: readonly Role[] = ['livechat-agent', 'livechat-manager', 'admin'];
const MANAGERS: readonly Role[] = ['livechat-manager', 'admin'];
const ADMINS: readonly Role[] = ['admin'];

/**
 * Who may do what by default.
 * @see Rocket.Chat `permissions.ts` (`omnichannel` permissions); monitors and bots are not part of this server
 */
export const PERMISSIONS = {
  'view-l-room': AGENTS,
  'close-livechat-room': AGENTS,
  'view-livechat-queue': AGENTS,
  'edit-livechat-room-customfields': AGENTS,
  'close-others-livechat-room': MANAGERS,
  'transfer-livechat-guest': MANAGERS,
  'view-livechat-rooms': MANAGERS,
  'manage-livechat-agents': MANAGERS,
  'manage-livechat-managers': MANAGERS,
  'manage-livechat-departments': MANAGERS,
  'save-others-livechat-room-info': MANAGERS,
  'view-livechat-manager': MANAGERS,
  'view-livechat-webhooks': MANAGERS,
  'send-omnichannel-chat-transcript': MANAGERS,
  'view-privileged-setting': ADMINS,
  'edit-privileged-setting': ADMINS,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether one of the user's roles carries the permission. */
export function can(user: Pick<User, 'roles'>, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission];
  return user.roles.some((role) => roles.includes(role));
}
