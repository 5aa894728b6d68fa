import type { BusinessHour, DayOfWeek } from '../../../store/documents.ts';
import { MeteorError } from '../../meteor-error.ts';
import { PlainError } from '../../plain-error.ts';
import { WEEK } from '../../project/default-business-hour.ts';
import type { Work } from '../../work.ts';
import { departmentOf } from '../departments.ts';
import { defaultHours } from './agent-hours.ts';
import { minuteOf } from './hours-phase.ts';
import { keepHours } from './keep-hours.ts';
import { isTimeZone } from './zone-offset.ts';

export interface BusinessHourInput {
  _id?: string | null | undefined;
  type: string;
  name: string;
  active: boolean;
  timezoneName: string;
  workHours: readonly { day: string; start: string; finish: string; open: boolean }[];
  /** Department ids with commas between them. */
  departmentsToApplyBusinessHour?: string | undefined;
}

/** `HH:mm`; a day may also end at `24:00`. */
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const MIDNIGHT = '24:00';

/**
 * Writes the default hours or some that departments have of their own, and brings the agents in line at once. Days that are not given are
 * closed. Departments that had these hours and are not named have the default ones again.
 * @throws PlainError `error-business-hour-finish-time-before-start-time`, `error-business-hour-finish-time-equals-start-time`,
 * `error-business-hour-name-already-in-use`
 * @throws MeteorError `error-business-hour-not-found`, `error-business-hour-invalid-type`, `error-business-hour-invalid-name`,
 * `error-business-hour-invalid-timezone`, `error-business-hour-invalid-day`, `error-business-hour-invalid-time`, `error-department-not-found`
 * @see Rocket.Chat `business-hour/AbstractBusinessHour.ts`, `ee/…/business-hour/Custom.ts`
 * @note A real server takes what it is given and fails later: the codes of MeteorError are ours.
 */
export function saveBusinessHour(work: Work, input: BusinessHourInput): void {
  const { type, name, active, timezoneName } = input;
  if (!isTimeZone(timezoneName)) {
    throw new MeteorError(
      'error-business-hour-invalid-timezone',
      `"${timezoneName}" is not a time zone such as Europe/Berlin`,
    );
  }
  const workHours = toWeek(input.workHours);
  const same = { active, timezone: { name: timezoneName }, workHours, _updatedAt: work.now };
  if (type === 'default') {
    // Without an id a real server says yes and changes nothing.
    const { _id, ts } = defaultHours(work);
    if (input._id === _id) work.put('businessHours', { _id, name: '', type, ts, ...same });
    else if (input._id) throw notFound(input._id);
  } else if (type === 'custom') {
    const before = input._id ? work.get('businessHours', input._id) : undefined;
    if (input._id && before?.type !== 'custom') throw notFound(input._id);
    const _id = before?._id ?? work.newHexId();
    checkName(work, _id, name);
    work.put('businessHours', { _id, name, type, ts: before?.ts ?? work.now, ...same });
    giveToDepartments(work, _id, input.departmentsToApplyBusinessHour ?? '');
  } else {
    throw new MeteorError('error-business-hour-invalid-type', 'The type must be default or custom');
  }
  keepHours(work);
}

/** Removes hours that departments have of their own: these have the default ones again. Unknown hours and the default ones stay as they are. */
export function removeBusinessHour(work: Work, _id: string, type: string): void {
  if (type !== 'custom' || work.get('businessHours', _id)?.type !== 'custom') return;
  giveToDepartments(work, _id, '');
  work.remove('businessHours', _id);
  keepHours(work);
}

const notFound = (_id: string): MeteorError =>
  new MeteorError('error-business-hour-not-found', `There are no such business hours: ${_id}`);

function checkName(work: Work, _id: string, name: string): void {
  if (!name.trim()) throw new MeteorError('error-business-hour-invalid-name', 'The name is empty');
  for (const other of work.all('businessHours')) {
    if (other.name === name && other._id !== _id) {
      throw new PlainError('error-business-hour-name-already-in-use');
    }
  }
}

/** All days, Monday first. */
function toWeek(given: BusinessHourInput['workHours']): BusinessHour['workHours'] {
  const days = new Map<DayOfWeek, BusinessHour['workHours'][number]>();
  for (const { day: name, start, finish, open } of given) {
    const day = WEEK.find((known) => known === name);
    if (!day || days.has(day)) {
      throw new MeteorError(
        'error-business-hour-invalid-day',
        day ? `${day} is there twice` : `"${name}" is no day of the week`,
      );
    }
    if (!TIME.test(start)) throw invalidTime(day, start);
    if (!TIME.test(finish) && finish !== MIDNIGHT) throw invalidTime(day, finish);
    const minutes = minuteOf(finish) - minuteOf(start);
    if (open && minutes < 0) throw new PlainError('error-business-hour-finish-time-before-start-time');
    if (open && minutes === 0) throw new PlainError('error-business-hour-finish-time-equals-start-time');
    days.set(day, { day, start: { time: start }, finish: { time: finish }, open });
  }
  return WEEK.map(
    (day) => days.get(day) ?? { day, start: { time: '08:00' }, finish: { time: '20:00' }, open: false },
  );
}

const invalidTime = (day: string, time: string): MeteorError =>
  new MeteorError(
    'error-business-hour-invalid-time',
    `${day}: "${time}" is not a time from 00:00 to 23:59, or 24:00 at the end`,
  );

/** These departments, and no others, have the hours. */
function giveToDepartments(work: Work, businessHourId: string, list: string): void {
  const ids = new Set(list.split(',').flatMap((id) => id.trim() || []));
  for (const department of [...work.all('departments')]) {
    if (department.businessHourId !== businessHourId || ids.has(department._id)) continue;
    const { businessHourId: _gone, ...rest } = department;
    work.put('departments', { ...rest, _updatedAt: work.now });
  }
  for (const id of ids) {
    const department = departmentOf(work, id);
    if (department.businessHourId !== businessHourId) {
      work.put('departments', { ...department, businessHourId, _updatedAt: work.now });
    }
  }
}
