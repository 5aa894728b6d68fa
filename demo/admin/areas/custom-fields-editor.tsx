import { useMemo } from 'preact/hooks';
import { type Json, recordsOf, textOf } from '../../kit/decode/fields.ts';
import { createRecords, type RecordsApi } from '../state/create-records.ts';
import { CheckField, ChoiceField, TextField } from '../views/form-fields.tsx';
import { RecordsEditor } from '../views/records-editor.tsx';
import type { AreaExtraProps } from './area-extras.tsx';

interface FieldDraft {
  field: string;
  label: string;
  scope: 'visitor' | 'room';
  visibility: 'visible' | 'hidden';
  type: 'input' | 'select';
  /** With commas between them. */
  options: string;
  regexp: string;
  defaultValue: string;
  required: boolean;
  public: boolean;
  searchable: boolean;
}

const BLANK: FieldDraft = {
  field: '',
  label: '',
  scope: 'visitor',
  visibility: 'visible',
  type: 'input',
  options: '',
  regexp: '',
  defaultValue: '',
  required: false,
  public: true,
  searchable: false,
};

const fieldsApi: RecordsApi<FieldDraft> = {
  async list(rest) {
    const outcome = await rest.get('livechat/custom-fields', { count: '0' });
    if (!outcome.ok) return outcome;
    const drafts = recordsOf(outcome.value, 'customFields').map(toDraft);
    return { ok: true, value: drafts.map((draft) => ({ id: draft.field, draft })) };
  },
  save: (rest, id, draft) =>
    rest.post('livechat/custom-fields.save', {
      ...(id === undefined ? {} : { customFieldId: id }),
      customFieldData: draft,
    }),
  remove: (rest, id) => rest.post('livechat/custom-fields.delete', { customFieldId: id }),
};

function toDraft(json: Json): FieldDraft {
  return {
    field: textOf(json, '_id') ?? '',
    label: textOf(json, 'label') ?? '',
    scope: json.scope === 'room' ? 'room' : 'visitor',
    visibility: json.visibility === 'hidden' ? 'hidden' : 'visible',
    type: json.type === 'select' ? 'select' : 'input',
    options: textOf(json, 'options') ?? '',
    regexp: textOf(json, 'regexp') ?? '',
    defaultValue: textOf(json, 'defaultValue') ?? '',
    required: json.required === true,
    public: json.public === true,
    searchable: json.searchable === true,
  };
}

/** Custom fields of visitors and chats. */
export function CustomFieldsEditor({ asAdmin }: AreaExtraProps) {
  const records = useMemo(() => createRecords(asAdmin, fieldsApi), [asAdmin]);
  return (
    <RecordsEditor
      title="Custom fields"
      noun="custom field"
      about="What you want to know of visitors and chats besides. Public, visible fields of visitors are on the registration form."
      records={records}
      blank={BLANK}
      nameOf={({ label, field }) => label || field}
      facts={({ field, scope, type, required, public: isPublic }) =>
        [
          field,
          `of the ${scope}`,
          type,
          ...(required ? ['required'] : []),
          ...(isPublic ? ['public'] : []),
        ].join(' · ')
      }
      check={checkField}
      form={(draft, change) => (
        <>
          <TextField
            label="Key"
            hint="Letters, digits, - and _"
            value={draft.field}
            onChange={(field) => change({ field })}
          />
          <TextField label="Label" value={draft.label} onChange={(label) => change({ label })} />
          <ChoiceField
            label="Of"
            value={draft.scope}
            choices={[
              ['visitor', 'the visitor'],
              ['room', 'the chat'],
            ]}
            onChange={(scope) => change({ scope })}
          />
          <ChoiceField
            label="Input"
            value={draft.type}
            choices={[
              ['input', 'a text'],
              ['select', 'a choice'],
            ]}
            onChange={(type) => change({ type })}
          />
          {draft.type === 'select' && (
            <TextField
              label="Options"
              hint="With commas between them"
              value={draft.options}
              onChange={(options) => change({ options })}
            />
          )}
          <TextField
            label="Regular expression"
            hint="What a value must match; empty: anything"
            value={draft.regexp}
            onChange={(regexp) => change({ regexp })}
          />
          <TextField
            label="Default"
            value={draft.defaultValue}
            onChange={(defaultValue) => change({ defaultValue })}
          />
          <div class="checks">
            <CheckField
              label="Required"
              value={draft.required}
              onChange={(required) => change({ required })}
            />
            <CheckField
              label="Public: on the registration form"
              value={draft.public}
              onChange={(isPublic) => change({ public: isPublic })}
            />
            <CheckField
              label="Agents see it"
              value={draft.visibility === 'visible'}
              onChange={(isVisible) => change({ visibility: isVisible ? 'visible' : 'hidden' })}
            />
            <CheckField
              label="Searched through"
              value={draft.searchable}
              onChange={(searchable) => change({ searchable })}
            />
          </div>
        </>
      )}
    />
  );
}

function checkField({ field, label, type, options }: FieldDraft): string | undefined {
  if (!/^[0-9a-zA-Z_-]+$/.test(field)) return 'The key must be letters, digits, - and _.';
  if (label.trim() === '') return 'A custom field needs a label.';
  return type === 'select' && options.trim() === '' ? 'A choice needs options.' : undefined;
}
