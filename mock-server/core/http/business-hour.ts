import type { BusinessHour } from '../../store/documents.ts';
import { toWireBusinessHour } from '../project/business-hour.ts';
import { defaultHours } from '../rules/business-hours/agent-hours.ts';
import {
  type BusinessHourInput,
  removeBusinessHour,
  saveBusinessHour,
} from '../rules/business-hours/save-business-hour.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { BOOLEAN, bodyOf, listOf, PAGING, queryOf, STRING, strict } from './validate.ts';

const query = queryOf<{ _id?: string | null; type?: string | null }>(
  strict({ '_id?': STRING, 'type?': STRING }),
);
const checkList = queryOf<Paging & { name?: string | null }>(
  strict({ ...PAGING, 'query?': STRING, 'name?': STRING }),
);
const TIME = strict({ time: STRING });
const checkHours = bodyOf<BusinessHourInput>({
  type: 'object',
  properties: {
    name: STRING,
    timezoneName: STRING,
    daysOpen: listOf(STRING),
    daysTime: listOf(strict({ day: STRING, start: TIME, finish: TIME, open: BOOLEAN }), 1),
    departmentsToApplyBusinessHour: STRING,
    active: BOOLEAN,
    _id: { ...STRING, nullable: true },
    type: STRING,
    timezone: STRING,
    workHours: listOf(strict({ day: STRING, start: STRING, finish: STRING, open: BOOLEAN }), 1),
  },
  required: [
    'name',
    'timezoneName',
    'daysOpen',
    'departmentsToApplyBusinessHour',
    'active',
    'type',
    'workHours',
  ],
  additionalProperties: false,
});
const checkRemoval = bodyOf<{ _id: string; type: string }>(strict({ _id: STRING, type: STRING }));

/**
 * Business hours. @see Rocket.Chat `api/v1/omnichannel/businessHours.ts`, `ee/…/api/business-hours.ts`
 * @note A real server lets every login save and remove; here it takes the permission to look at them. `daysOpen` and `daysTime` repeat what
 * `workHours` says and are left.
 */
export const businessHourRoutes: Routes = (app, context) => {
  const { store, clock } = context;
  const shown = (hours: BusinessHour) => toWireBusinessHour(store, hours, clock.now());

  app.get('/api/v1/livechat/business-hour', async (c) => {
    await signedIn(context, c, 'view-livechat-business-hours');
    const { _id, type } = query(readQuery(c));
    if (!type || type === 'default') {
      const hours = defaultHours(store);
      return success(_id && _id !== hours._id ? {} : { businessHour: shown(hours) });
    }
    const hours = type === 'custom' && _id ? store.get('businessHours', _id) : undefined;
    return success(hours ? { businessHour: shown(hours) } : {});
  });

  app.get('/api/v1/livechat/business-hours', async (c) => {
    await signedIn(context, c, 'view-livechat-business-hours');
    const { name, ...paging } = checkList(readQuery(c));
    const wanted = name?.toLowerCase() ?? '';
    const found = [defaultHours(store), ...store.where('businessHours', 'type', 'custom')]
      .filter((hours) => hours.name.toLowerCase().includes(wanted))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const { items, counts } = pageOf(found, paging);
    return success({ businessHours: items.map(shown), ...counts });
  });

  app.post('/api/v1/livechat/business-hours.save', async (c) => {
    await signedIn(context, c, 'view-livechat-business-hours');
    const hours = checkHours(await readBody(c));
    await context.run((work) => saveBusinessHour(work, hours));
    return success();
  });

  app.post('/api/v1/livechat/business-hours.remove', async (c) => {
    await signedIn(context, c, 'view-livechat-business-hours');
    const { _id, type } = checkRemoval(await readBody(c));
    await context.run((work) => removeBusinessHour(work, _id, type));
    return success();
  });
};
