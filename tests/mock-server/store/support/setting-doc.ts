import type { Inquiry, Setting } from '../../../../mock-server/store/documents.ts';

const AT = new Date('2025-01-15T09:00:00.000Z');

/** The smallest document there is. */
export function settingDoc(_id: string, value: Setting['value'] = ''): Setting {
  return { _id, value, _updatedAt: AT };
}

/** A document with indexed fields: `rid` and `status`. */
export function inquiryDoc(_id: string, status: Inquiry['status'], rid = `room-${_id}`): Inquiry {
  return {
    _id,
    rid,
    name: 'Ann',
    ts: AT,
    message: '',
    status,
    v: { _id: 'v', username: 'guest-1', token: 't', status: 'online' },
    t: 'l',
    source: { type: 'widget' },
    _updatedAt: AT,
  };
}
