import type { User } from '../../store/documents.ts';
import { can } from '../auth/permissions.ts';
import type { CoreContext } from '../context.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import {
  type BusinessHourInput,
  removeBusinessHour,
  saveBusinessHour,
} from '../rules/business-hours/save-business-hour.ts';
import { isObject } from './decode-client-frame.ts';

/**
 * `livechat:saveBusinessHour`, of servers before 8.0: the same as `livechat/business-hours.save`.
 * @throws MeteorError `error-not-allowed`, `400`, and whatever {@link saveBusinessHour} throws, as a code
 * @see Rocket.Chat `livechat/server/methods/saveBusinessHour.ts`
 */
export async function saveBusinessHourMethod(
  { store, run }: CoreContext,
  user: User,
  data: unknown,
): Promise<void> {
  refuseOthers(store, user);
  const hours = toInput(data);
  await coded(() => run((work) => saveBusinessHour(work, hours)));
}

/** `livechat:removeBusinessHour`, of servers before 8.0. @see Rocket.Chat `ee/…/methods/removeBusinessHour.ts` */
export async function removeBusinessHourMethod(
  { store, run }: CoreContext,
  user: User,
  [_id, type]: readonly unknown[],
): Promise<void> {
  refuseOthers(store, user);
  if (typeof _id !== 'string' || typeof type !== 'string') throw mismatch();
  await run((work) => removeBusinessHour(work, _id, type));
}

function refuseOthers(store: CoreContext['store'], user: User): void {
  if (!can(store, user, 'view-livechat-business-hours')) {
    throw new MeteorError('error-not-allowed', 'Not allowed');
  }
}

/** Clients send more than this, such as the texts of zones: what is not needed is left. */
function toInput(data: unknown): BusinessHourInput {
  if (!isObject(data) || !Array.isArray(data.workHours)) throw mismatch();
  const { _id, type, name, active, timezoneName, departmentsToApplyBusinessHour: list = '' } = data;
  if (_id != null && typeof _id !== 'string') throw mismatch();
  if (typeof type !== 'string' || typeof name !== 'string' || typeof list !== 'string') throw mismatch();
  if (typeof active !== 'boolean' || typeof timezoneName !== 'string') throw mismatch();
  const workHours = data.workHours.map((one: unknown) => {
    if (!isObject(one)) throw mismatch();
    const { day, start, finish, open } = one;
    if (typeof day !== 'string' || typeof open !== 'boolean') throw mismatch();
    if (typeof start !== 'string' || typeof finish !== 'string') throw mismatch();
    return { day, start, finish, open };
  });
  return { _id, type, name, active, timezoneName, workHours, departmentsToApplyBusinessHour: list };
}

const mismatch = (): MeteorError => new MeteorError('400', 'Match failed');

/** What REST refuses with a text alone, methods refuse with that as the code. */
async function coded(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw error instanceof PlainError ? new MeteorError(error.message) : error;
  }
}
