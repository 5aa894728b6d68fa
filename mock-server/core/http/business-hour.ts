import { DEFAULT_BUSINESS_HOUR } from '../project/default-business-hour.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { readQuery } from './read-body.ts';
import { queryOf, STRING, strict } from './validate.ts';

const query = queryOf<{ _id?: string | null; type?: string | null }>(
  strict({ '_id?': STRING, 'type?': STRING }),
);

/** `GET livechat/business-hour`: there is one, the default. @see Rocket.Chat `api/v1/omnichannel/businessHours.ts` */
export const businessHourRoutes: Routes = (app, context) => {
  app.get('/api/v1/livechat/business-hour', async (c) => {
    await signedIn(context, c, 'view-livechat-business-hours');
    const { _id, type } = query(readQuery(c));
    const isAsked =
      (!_id || _id === DEFAULT_BUSINESS_HOUR._id) && (!type || type === DEFAULT_BUSINESS_HOUR.type);
    return success(isAsked ? { businessHour: DEFAULT_BUSINESS_HOUR } : {});
  });
};
