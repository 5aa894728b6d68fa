import type { Context } from 'hono';
import { authenticate } from '../auth/authenticate.ts';
import { can } from '../auth/permissions.ts';
import type { CoreContext } from '../context.ts';
import { SETTINGS, type SettingId } from '../settings/definitions.ts';
import { isPublic } from '../settings/is-public.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readQuery } from './read-body.ts';
import { PAGING, queryOf, STRING, strict } from './validate.ts';

/** Version of Rocket.Chat whose behaviour this server follows, as far as visitors are told: without the patch number. */
const VERSION = '8.8';
const SERVER_INFO = { version: VERSION, minimumClientVersions: { desktop: '3.9.6', mobile: '4.39.0' } };

/**
 * For those who may see chats.
 * @note A real server tells anybody, and with that everybody can read the tokens that the key is there to hide.
 */
const FOR_AGENTS: SettingId = 'Omnichannel_External_Frame_Encryption_JWK';

const publicQuery = queryOf<Paging & { _id?: string | null }>(strict({ ...PAGING, '_id?': STRING }));

/** `GET /api/info` and `settings.public`: what anybody may know of this server. */
export const infoRoutes: Routes = (app, context) => {
  for (const path of ['/api/info', '/api/v1/info']) app.get(path, () => success(SERVER_INFO));

  app.get('/api/v1/settings.public', async (c) => {
    const { _id, ...paging } = publicQuery(readQuery(c));
    const wanted = _id ? new Set(_id.split(',')) : undefined;
    const isAgent = await askedByAgent(context, c);
    const ids = (Object.keys(SETTINGS) as SettingId[])
      .filter((id) => isPublic(id) && (wanted?.has(id) ?? true))
      .filter((id) => id !== FOR_AGENTS || isAgent);
    const all = await context.run((work) => ids.map((id) => ({ _id: id, value: work.setting(id) })));
    const { items, counts } = pageOf(all, paging);
    return success({ settings: items, ...counts });
  });
};

/** Whether the request carries the login of somebody who may see chats. Without one, or with one that is over, it is anybody's. */
async function askedByAgent(context: CoreContext, c: Context): Promise<boolean> {
  const userId = c.req.header('x-user-id');
  const token = c.req.header('x-auth-token');
  const user = userId && token ? await authenticate(context, { userId, token }) : undefined;
  return user !== undefined && can(context.store, user, 'view-l-room');
}
