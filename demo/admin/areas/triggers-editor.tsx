import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { createRecords } from '../state/create-records.ts';
import { CheckField, ChoiceField, TextField } from '../views/form-fields.tsx';
import { RecordsEditor } from '../views/records-editor.tsx';
import type { AreaExtraProps } from './area-extras.tsx';
import {
  type ActionDraft,
  CONDITIONS,
  type ConditionDraft,
  checkTrigger,
  hasValue,
  NEW_ACTION,
  NEW_CONDITION,
  type TriggerDraft,
  triggersApi,
} from './triggers-api.ts';

const BLANK: TriggerDraft = {
  name: '',
  description: '',
  enabled: true,
  runOnce: true,
  conditions: [NEW_CONDITION],
  actions: [NEW_ACTION],
};

/** What the pop-up does by itself. */
export function TriggersEditor({ asAdmin }: AreaExtraProps) {
  const records = useMemo(() => createRecords(asAdmin, triggersApi), [asAdmin]);
  return (
    <RecordsEditor
      title="Triggers"
      noun="trigger"
      about="What the pop-up says by itself. One of the conditions is enough."
      records={records}
      blank={BLANK}
      nameOf={({ name }) => name}
      facts={factsOf}
      check={checkTrigger}
      form={(draft, change) => (
        <>
          <TextField label="Name" value={draft.name} onChange={(name) => change({ name })} />
          <TextField
            label="Description"
            value={draft.description}
            onChange={(description) => change({ description })}
          />
          <div class="checks">
            <CheckField label="Enabled" value={draft.enabled} onChange={(enabled) => change({ enabled })} />
            <CheckField
              label="Once for each visitor"
              value={draft.runOnce}
              onChange={(runOnce) => change({ runOnce })}
            />
          </div>
          <Several
            title="When"
            noun="condition"
            items={draft.conditions}
            fresh={NEW_CONDITION}
            onChange={(conditions) => change({ conditions })}
          >
            {(condition, edit) => <ConditionFields condition={condition} edit={edit} />}
          </Several>
          <Several
            title="Then"
            noun="action"
            items={draft.actions}
            fresh={NEW_ACTION}
            onChange={(actions) => change({ actions })}
          >
            {(action, edit) => <ActionFields action={action} edit={edit} />}
          </Several>
        </>
      )}
    />
  );
}

function factsOf({ enabled, runOnce, conditions, actions }: TriggerDraft): string {
  const when = conditions.map(({ name, value }) => (hasValue(name) ? `${name} ${value}` : name));
  const then = actions.map(({ name, msg, serviceUrl }) =>
    name === 'send-message' ? `“${msg}”` : serviceUrl,
  );
  return [enabled ? 'enabled' : 'off', when.join(' or '), then.join(', '), ...(runOnce ? ['once'] : [])].join(
    ' · ',
  );
}

interface SeveralProps<Item> {
  title: string;
  noun: string;
  items: readonly Item[];
  fresh: Item;
  onChange(items: readonly Item[]): void;
  children(item: Item, edit: (part: Partial<Item>) => void): ComponentChildren;
}

/** A list of at least one. */
function Several<Item>({ title, noun, items, fresh, onChange, children }: SeveralProps<Item>) {
  return (
    <fieldset class="several">
      <legend>{title}</legend>
      {items.map((item, at) => (
        <div key={at} class="one">
          {children(item, (part) =>
            onChange(items.map((one, index) => (index === at ? { ...one, ...part } : one))),
          )}
          {items.length > 1 && (
            <button
              type="button"
              class="button quiet small"
              onClick={() => onChange(items.filter((_, index) => index !== at))}
            >
              Remove the {noun}
            </button>
          )}
        </div>
      ))}
      <button type="button" class="button quiet small" onClick={() => onChange([...items, fresh])}>
        Another {noun}
      </button>
    </fieldset>
  );
}

interface FieldsOf<Item> {
  edit(part: Partial<Item>): void;
}

function ConditionFields({ condition, edit }: FieldsOf<ConditionDraft> & { condition: ConditionDraft }) {
  return (
    <>
      <ChoiceField
        label="Condition"
        value={condition.name}
        choices={CONDITIONS}
        onChange={(name) => edit({ name, value: name === 'time-on-site' ? '10' : '' })}
      />
      {hasValue(condition.name) && (
        <TextField
          label={condition.name === 'page-url' ? 'Regular expression' : 'Seconds'}
          value={condition.value}
          onChange={(value) => edit({ value })}
        />
      )}
    </>
  );
}

function ActionFields({ action, edit }: FieldsOf<ActionDraft> & { action: ActionDraft }) {
  return (
    <>
      <ChoiceField
        label="Action"
        value={action.name}
        choices={[
          ['send-message', 'say something'],
          ['use-external-service', 'say what another server answers'],
        ]}
        onChange={(name) => edit({ name })}
      />
      <ChoiceField
        label="Said by"
        value={action.sender}
        choices={[
          ['queue', 'the agent whose turn it is'],
          ['custom', 'somebody with this name'],
        ]}
        onChange={(sender) => edit({ sender })}
      />
      {action.sender === 'custom' && (
        <TextField label="Name of who says it" value={action.as} onChange={(as) => edit({ as })} />
      )}
      {action.name === 'send-message' ? (
        <TextField label="Message" value={action.msg} onChange={(msg) => edit({ msg })} />
      ) : (
        <>
          <TextField
            label="Address of the service"
            value={action.serviceUrl}
            onChange={(serviceUrl) => edit({ serviceUrl })}
          />
          <TextField
            label="Time-out in ms"
            value={action.serviceTimeout}
            onChange={(serviceTimeout) => edit({ serviceTimeout })}
          />
          <TextField
            label="Said when the service fails"
            value={action.serviceFallbackMessage}
            onChange={(serviceFallbackMessage) => edit({ serviceFallbackMessage })}
          />
        </>
      )}
    </>
  );
}
