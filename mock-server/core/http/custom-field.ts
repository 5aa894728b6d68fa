import { setCustomFields } from '../rules/custom-fields.ts';
import type { CustomFieldValue } from '../rules/custom-fields-values.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { BOOLEAN, bodyOf, listOf, STRING, strict } from './validate.ts';

const FIELD = { key: STRING, value: STRING, overwrite: BOOLEAN };
const one = bodyOf<CustomFieldValue & { token: string }>(strict({ token: STRING, ...FIELD }));
const many = bodyOf<{ token: string; customFields: CustomFieldValue[] }>(
  strict({ token: STRING, customFields: listOf(strict(FIELD)) }),
);

/** `POST livechat/custom.field` and `livechat/custom.fields` */
export const customFieldRoutes: Routes = (app, { run }) => {
  app.post('/api/v1/livechat/custom.field', async (c) => {
    const { token, ...field } = one(await readBody(c));
    await run((work) => setCustomFields(work, token, [field]));
    return success({ field });
  });

  app.post('/api/v1/livechat/custom.fields', async (c) => {
    const { token, customFields } = many(await readBody(c));
    const set = await run((work) => setCustomFields(work, token, customFields));
    // With a capital K, as the server spells it here and only here.
    return success({ fields: set.map(({ key, ...rest }) => ({ Key: key, ...rest })) });
  });
};
