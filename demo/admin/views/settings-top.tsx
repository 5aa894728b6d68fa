import { useId } from 'preact/hooks';
import { AREAS } from '../model/areas.ts';
import type { Settings } from '../state/create-settings.ts';

/** Search, and the way to each area. Stays in view. */
export function SettingsTop({ settings }: { settings: Settings }) {
  const id = useId();
  const { query, found } = settings;
  const shown = found.value.map(({ area }) => area.name);
  const count = found.value.reduce((sum, area) => sum + area.settings.length, 0);
  return (
    <div class="settings-top">
      <search class="search">
        <label class="visually-hidden" for={id}>
          Search the settings
        </label>
        <input
          id={id}
          class="input"
          type="search"
          placeholder="Search by name, id or what it does"
          spellcheck={false}
          autocomplete="off"
          value={query.value}
          onInput={({ currentTarget: { value } }) => {
            query.value = value;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') query.value = '';
          }}
        />
        <span class="soft" role="status">
          {query.value.trim() === '' ? '' : count === 1 ? '1 setting' : `${count} settings`}
        </span>
      </search>
      <nav class="areas" aria-label="Areas">
        {AREAS.map(({ name, title, slug }) => (
          <a key={name} href={`#settings/${slug}`} aria-disabled={!shown.includes(name)}>
            {title}
          </a>
        ))}
      </nav>
    </div>
  );
}
