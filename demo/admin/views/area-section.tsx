import type { DeskFacts } from '../../kit/desk-facts.ts';
import { AREA_EXTRAS } from '../areas/area-extras.tsx';
import type { FoundArea } from '../model/find-settings.ts';
import type { AsAdmin } from '../state/create-admin.ts';
import type { Settings } from '../state/create-settings.ts';
import { SettingRow } from './setting-row.tsx';

export interface AreaSectionProps {
  found: FoundArea;
  settings: Settings;
  facts: DeskFacts;
  asAdmin: AsAdmin;
}

/** One area: its settings, and what it has besides. */
export function AreaSection({ found, settings, facts, asAdmin }: AreaSectionProps) {
  const { area, isNamed } = found;
  const id = `settings/${area.slug}`;
  const Extra = AREA_EXTRAS[area.name];
  const entries = found.settings.flatMap((setting) => settings.entries.value?.get(setting.id) ?? []);
  return (
    <section class="panel area" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{area.title}</h2>
        <p class="soft area-about">{area.about}</p>
      </header>
      <ul class="setting-rows">
        {entries.map((entry) => (
          <SettingRow key={entry.setting.value.id} entry={entry} />
        ))}
      </ul>
      {Extra && isNamed && (
        <div class="area-extra">
          <Extra facts={facts} asAdmin={asAdmin} settings={settings} />
        </div>
      )}
    </section>
  );
}
