import { useEffect } from 'preact/hooks';
import type { DeskFacts } from '../../kit/desk-facts.ts';
import { Empty } from '../../kit/parts/empty.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import type { AsAdmin } from '../state/create-admin.ts';
import type { Settings } from '../state/create-settings.ts';
import { AreaSection } from './area-section.tsx';
import { SettingsTop } from './settings-top.tsx';

export interface SettingsPageProps {
  facts: DeskFacts;
  settings: Settings;
  asAdmin: AsAdmin;
}

/** All settings of the server, by area, to look for and to change. */
export function SettingsPage({ facts, settings, asAdmin }: SettingsPageProps) {
  useEffect(() => settings.watch(), [settings]);
  const problem = settings.problem.value;
  const isLoaded = settings.entries.value !== undefined;
  useEffect(() => {
    if (isLoaded) goToArea();
  }, [isLoaded]);
  return (
    <main class="settings-page">
      <h1 class="visually-hidden">Settings</h1>
      <SettingsTop settings={settings} />
      {problem && (
        <Notice
          kind="bad"
          text={`${problemWords(problem)}${isLoaded ? ' What you see may be old; what you have typed is kept.' : ''}`}
        >
          <button type="button" class="button small" onClick={() => void settings.load()}>
            Try again
          </button>
        </Notice>
      )}
      {!isLoaded && !problem && (
        <div class="empty">
          <div class="spinner" role="status" aria-label="Loading the settings" />
        </div>
      )}
      {isLoaded && settings.found.value.length === 0 && (
        <Empty
          icon="inbox"
          title="No such setting"
          text={`Nothing here is called, does or contains “${settings.query.value.trim()}”.`}
        />
      )}
      {settings.found.value.map((found) => (
        <AreaSection
          key={found.area.name}
          found={found}
          settings={settings}
          facts={facts}
          asAdmin={asAdmin}
        />
      ))}
    </main>
  );
}

/** The address names an area before there are any: the browser cannot have gone there by itself. */
function goToArea(): void {
  if (location.hash.includes('/')) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
