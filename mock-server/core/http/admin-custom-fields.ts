import { type CustomFieldInput, removeCustomField, saveCustomField } from '../rules/custom-fields-save.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { BOOLEAN, bodyOf, open, STRING, strict } from './validate.ts';

const checkSave = bodyOf<{ customFieldId?: string | null; customFieldData: CustomFieldInput }>(
  strict({
    'customFieldId?': STRING,
    customFieldData: open({
      field: { ...STRING, pattern: '^[0-9a-zA-Z_-]+$' },
      label: STRING,
      scope: { type: 'string', enum: ['visitor', 'room'] },
      visibility: STRING,
      'type?': STRING,
      'regexp?': STRING,
      'required?': BOOLEAN,
      'defaultValue?': STRING,
      'options?': STRING,
      'public?': BOOLEAN,
      'searchable?': BOOLEAN,
    }),
  }),
);
const checkRemove = bodyOf<{ customFieldId: string }>(strict({ customFieldId: STRING }));

/** Custom fields of visitors and rooms. @see Rocket.Chat `api/v1/omnichannel/customField.ts` */
export const adminCustomFieldRoutes: Routes = (app, context) => {
  app.post('/api/v1/livechat/custom-fields.save', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    const { customFieldId, customFieldData } = checkSave(await readBody(c));
    const customField = await context.run((work) =>
      saveCustomField(work, customFieldId || undefined, customFieldData),
    );
    return success({ customField });
  });

  app.post('/api/v1/livechat/custom-fields.delete', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    const { customFieldId } = checkRemove(await readBody(c));
    await context.run((work) => removeCustomField(work, customFieldId));
    return success();
  });
};
