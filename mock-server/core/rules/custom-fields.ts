import type { CustomField, Visitor } from '../../store/documents.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { type CustomFieldValue, checkValue, withValues } from './custom-fields-values.ts';
import { openRoomOf } from './rooms.ts';
import { publishVisitor, visitorOf } from './visitors.ts';

/**
 * Sets fields of a visitor, or of their open room, whichever the field is of; all or none. Answers those of the room first. A field
 * of a room is dropped while none is open.
 * @throws PlainError `invalid-token`, `invalid-custom-field`, `Invalid value for <label> field`
 * @see Rocket.Chat `livechat/server/api/v1/customField.ts`
 */
export function setCustomFields(
  work: Work,
  token: string,
  values: readonly CustomFieldValue[],
): CustomFieldValue[] {
  const visitor = visitorOf(work, token);
  const known = values.map((value) => {
    const field = work.get('customFields', value.key);
    if (!field) throw new PlainError('invalid-custom-field');
    checkValue(field, value.value);
    return { value, scope: field.scope };
  });
  const of = (scope: CustomField['scope']) =>
    known.filter((one) => one.scope === scope).map(({ value }) => value);
  const [ofRoom, ofVisitor] = [of('room'), of('visitor')];
  const room = openRoomOf(work, token);
  if (room && ofRoom.length > 0) {
    work.put('rooms', {
      ...room,
      livechatData: withValues(room.livechatData, ofRoom),
      _updatedAt: work.now,
    });
  }
  if (ofVisitor.length > 0) {
    const changed: Visitor = {
      ...visitor,
      livechatData: withValues(visitor.livechatData, ofVisitor),
      _updatedAt: work.now,
    };
    work.put('visitors', changed);
    publishVisitor(work, changed);
  }
  return [...ofRoom, ...ofVisitor];
}
