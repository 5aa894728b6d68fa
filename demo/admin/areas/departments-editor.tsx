import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { createRecords } from '../state/create-records.ts';
import { CheckField, ChoiceField, TextField } from '../views/form-fields.tsx';
import { RecordsEditor } from '../views/records-editor.tsx';
import type { AreaExtraProps } from './area-extras.tsx';
import { type DepartmentDraft, departmentsApi, fetchAgents, type Place } from './departments-api.ts';

const BLANK: DepartmentDraft = {
  name: '',
  email: '',
  description: '',
  enabled: true,
  showOnRegistration: true,
  showOnOfflineForm: true,
  fallback: '',
  archived: false,
  agents: [],
  kept: {},
};

/** Departments: their agents, where they show, and what becomes of their chats when nobody is there. */
export function DepartmentsEditor({ asAdmin }: AreaExtraProps) {
  const records = useMemo(() => createRecords(asAdmin, departmentsApi), [asAdmin]);
  const agents = useSignal<Omit<Place, 'order'>[]>([]);
  useEffect(() => {
    void asAdmin(fetchAgents).then((outcome) => {
      if (outcome.ok) agents.value = outcome.value;
    });
  }, [asAdmin, agents]);
  return (
    <RecordsEditor
      title="Departments"
      noun="department"
      about="Visitors choose one on a form; its agents get the chats. To delete one, allow it above first; to archive it, nothing is needed."
      records={records}
      blank={BLANK}
      nameOf={({ name }) => name}
      facts={factsOf}
      check={({ name, email }) =>
        name.trim() === ''
          ? 'A department needs a name.'
          : email.trim() === ''
            ? 'A department needs an email address.'
            : undefined
      }
      actions={({ id, draft }, run) => (
        <button
          type="button"
          class="button small"
          aria-label={`${draft.archived ? 'Take back' : 'Archive'} ${draft.name}`}
          onClick={() =>
            run(
              records.run((rest) =>
                rest.post(`livechat/department/${id}/${draft.archived ? 'unarchive' : 'archive'}`),
              ),
            )
          }
        >
          {draft.archived ? 'Take back' : 'Archive'}
        </button>
      )}
      form={(draft, change) => (
        <>
          <TextField label="Name" value={draft.name} onChange={(name) => change({ name })} />
          <TextField label="Email address" value={draft.email} onChange={(email) => change({ email })} />
          <TextField
            label="Description"
            value={draft.description}
            onChange={(description) => change({ description })}
          />
          <div class="checks">
            <CheckField label="Enabled" value={draft.enabled} onChange={(enabled) => change({ enabled })} />
            <CheckField
              label="On the registration form"
              value={draft.showOnRegistration}
              onChange={(showOnRegistration) => change({ showOnRegistration })}
            />
            <CheckField
              label="On the offline form"
              value={draft.showOnOfflineForm}
              onChange={(showOnOfflineForm) => change({ showOnOfflineForm })}
            />
          </div>
          <ChoiceField
            label="When nobody is there"
            value={draft.fallback}
            choices={[
              ['', 'chats go nowhere else'],
              ...(records.list.value ?? [])
                .filter((other) => other.draft.name !== draft.name)
                .map((other) => [other.id, `chats go to ${other.draft.name}`] as const),
            ]}
            onChange={(fallback) => change({ fallback })}
          />
          <Places
            all={agents.value}
            places={draft.agents}
            onChange={(places) => change({ agents: places })}
          />
        </>
      )}
    />
  );
}

function factsOf({
  agents,
  enabled,
  archived,
  showOnRegistration,
  showOnOfflineForm,
}: DepartmentDraft): string {
  const where = [
    ...(showOnRegistration ? ['registration form'] : []),
    ...(showOnOfflineForm ? ['offline form'] : []),
  ];
  return [
    archived ? 'archived' : enabled ? 'enabled' : 'off',
    agents.length === 0 ? 'no agents' : agents.map(({ username }) => username).join(', '),
    where.length === 0 ? 'on no form' : `on the ${where.join(' and the ')}`,
  ].join(' · ');
}

interface PlacesProps {
  all: readonly Omit<Place, 'order'>[];
  places: readonly Place[];
  onChange(places: readonly Place[]): void;
}

/** Who is in the department, and whose turn comes first. */
function Places({ all, places, onChange }: PlacesProps) {
  return (
    <fieldset class="places">
      <legend>Agents; lower numbers get chats first</legend>
      {all.map(({ agentId, username }) => {
        const place = places.find((one) => one.agentId === agentId);
        const others = places.filter((one) => one.agentId !== agentId);
        return (
          <div key={agentId} class="row">
            <CheckField
              label={username}
              value={place !== undefined}
              onChange={(isIn) => onChange(isIn ? [...others, { agentId, username, order: 0 }] : others)}
            />
            {place && (
              <input
                class="input order"
                type="number"
                aria-label={`Order of ${username}`}
                value={place.order}
                onInput={({ currentTarget }) =>
                  onChange(
                    places.map((one) =>
                      one.agentId === agentId ? { ...one, order: Number(currentTarget.value) } : one,
                    ),
                  )
                }
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
