import type { Trigger } from '../../store/documents.ts';
import { removeTrigger, saveTrigger } from '../rules/triggers.ts';
import { askTriggerService, type TriggerQuestion } from '../trigger-service.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { BOOLEAN, bodyOf, listOf, NUMBER, PAGING, queryOf, STRING, strict } from './validate.ts';

const CONDITIONS = ['time-on-site', 'page-url', 'chat-opened-by-visitor', 'after-guest-registration'];
const SENDER = { type: 'string', enum: ['queue', 'custom'] };
const action = (name: string, params: Record<string, object>) =>
  strict({ name: { type: 'string', enum: [name] }, 'params?': strict(params) });

const checkTrigger = bodyOf<Omit<Trigger, '_id' | '_updatedAt'> & { _id?: string | null }>(
  strict({
    name: STRING,
    description: STRING,
    enabled: BOOLEAN,
    runOnce: BOOLEAN,
    conditions: listOf(
      strict({ name: { type: 'string', enum: CONDITIONS }, value: { ...STRING, nullable: true } }),
      1,
    ),
    actions: listOf(
      {
        oneOf: [
          action('send-message', { sender: SENDER, msg: STRING, 'name?': STRING }),
          action('use-external-service', {
            'sender?': SENDER,
            'name?': STRING,
            serviceUrl: STRING,
            serviceTimeout: NUMBER,
            serviceFallbackMessage: STRING,
          }),
        ],
      },
      1,
    ),
    '_id?': STRING,
  }),
);
const checkCall = bodyOf<TriggerQuestion>(
  strict({ token: STRING, 'extraData?': listOf(strict({ key: STRING, value: STRING })) }),
);
const checkPage = queryOf<Paging>(strict({ ...PAGING }));

/** What the pop-up does on its own. @see Rocket.Chat `api/v1/omnichannel/triggers.ts` */
export const adminTriggerRoutes: Routes = (app, context) => {
  const { store } = context;

  app.get('/api/v1/livechat/triggers', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    const { items, counts } = pageOf([...store.all('triggers')], checkPage(readQuery(c)));
    return success({ triggers: items, ...counts });
  });

  app.post('/api/v1/livechat/triggers', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    const { _id, ...trigger } = checkTrigger(await readBody(c));
    await context.run((work) => saveTrigger(work, _id ?? undefined, trigger));
    return success();
  });

  // Of pop-ups: nobody is logged in there.
  app.post('/api/v1/livechat/triggers/:_id/external-service/call', async (c) =>
    success(await askTriggerService(context, c.req.param('_id'), checkCall(await readBody(c)))),
  );

  app.get('/api/v1/livechat/triggers/:_id', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    return success({ trigger: store.get('triggers', c.req.param('_id')) ?? null });
  });

  app.delete('/api/v1/livechat/triggers/:_id', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    await context.run((work) => removeTrigger(work, c.req.param('_id')));
    return success();
  });
};
