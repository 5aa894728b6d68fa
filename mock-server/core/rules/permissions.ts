import { isRole } from '../auth/permissions.ts';
import type { Work } from '../work.ts';

/** Stores which roles carry these permissions; unknown roles are left out. The caller has checked that the permissions are known. */
export function savePermissions(
  work: Work,
  permissions: readonly { _id: string; roles: readonly string[] }[],
): void {
  for (const { _id, roles } of permissions) {
    work.put('permissions', { _id, roles: roles.filter(isRole), _updatedAt: work.now });
  }
}
