import type { DeskFacts } from '../../kit/desk-facts.ts';
import { Field } from '../../kit/parts/field.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import type { SettingId, Settings, SettingValues } from '../state/create-settings.ts';

/** The settings that matter here, written through the server's own settings API. */
export function SettingsStrip({ facts, settings }: { facts: DeskFacts; settings: Settings }) {
  const values = settings.edited.value;
  const problem = settings.problem.value;
  const pace = facts.timeScale === 1 ? 'Time runs as usual.' : `Time runs ${facts.timeScale} times as fast.`;
  return (
    <details class="settings">
      <summary>
        <strong>Settings</strong>
        <span class="soft clip">webhook address and secret, the widget’s looks, routing</span>
      </summary>
      <div class="stack">
        {problem && (
          <Notice kind="bad" text={problemWords(problem)}>
            {!values && (
              <button type="button" class="button small" onClick={() => void settings.load()}>
                Try again
              </button>
            )}
          </Notice>
        )}
        {values && <SettingsForm settings={settings} values={values} />}
        <p class="soft">
          {pace} The sample CRM expects the secret “{facts.crm.token}”.
        </p>
      </div>
    </details>
  );
}

function SettingsForm({ settings, values }: { settings: Settings; values: SettingValues }) {
  const text = (id: SettingId): string => String(values[id] ?? '');
  const textInput = (id: SettingId, inputId: string) => (
    <input
      id={inputId}
      class="input"
      spellcheck={false}
      value={text(id)}
      onInput={({ currentTarget: { value } }) => settings.set(id, value)}
    />
  );
  const state = settings.state.value;
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        void settings.save();
      }}
    >
      <Field label="Webhook URL">{(id) => textInput('Livechat_webhookUrl', id)}</Field>
      <Field label="Secret token">{(id) => textInput('Livechat_secret_token', id)}</Field>
      <Field label="Title of the widget">{(id) => textInput('Livechat_title', id)}</Field>
      <Field label="New chats">
        {(id) => (
          <select
            id={id}
            class="input"
            value={text('Livechat_Routing_Method')}
            onChange={({ currentTarget: { value } }) => settings.set('Livechat_Routing_Method', value)}
          >
            <option value="Auto_Selection">go to the next free agent</option>
            <option value="Manual_Selection">wait until an agent takes them</option>
          </select>
        )}
      </Field>
      <Field label="Colour of the widget">
        {(id) => (
          <input
            id={id}
            class="colour"
            type="color"
            value={text('Livechat_title_color')}
            onInput={({ currentTarget: { value } }) => settings.set('Livechat_title_color', value)}
          />
        )}
      </Field>
      <label class="check">
        <input
          type="checkbox"
          checked={values.Livechat_registration_form === true}
          onChange={({ currentTarget: { checked } }) => settings.set('Livechat_registration_form', checked)}
        />
        Ask for name and email before a chat
      </label>
      <div class="row end">
        <span class="soft" role="status">
          {state === 'saved' ? 'Saved. The shop was reloaded.' : ''}
        </span>
        <button
          type="submit"
          class="button primary small"
          disabled={settings.changed.value.length === 0 || state === 'saving'}
        >
          Save
        </button>
      </div>
    </form>
  );
}
