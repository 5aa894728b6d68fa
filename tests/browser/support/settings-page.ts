import type { FrameLocator, Locator, Page } from 'playwright-core';

export type SettingValue = string | number | boolean | readonly string[];

/** The settings page of the demo, as an administrator uses it. Everything goes by the real ids. */
export interface SettingsPage {
  /** Changes a setting and waits until the server has it. Nothing happens if that is its value already. */
  set(id: string, value: SettingValue): Promise<void>;
  /** Tries to change a setting which the server will refuse; answers what the page says about it. */
  refused(id: string, value: SettingValue): Promise<string>;
  /** What the page says is wrong with a setting; waits until it says so. */
  problem(id: string): Promise<string>;
  /** What the input shows. */
  value(id: string): Promise<SettingValue>;
  backToDefault(id: string): Promise<void>;
  /** The row of a setting. */
  row(id: string): Locator;
  /** The section of an area, by its title: `Business Hours`. What it has besides settings is in it. */
  area(title: string): Locator;
}

export function settingsPage(page: Page | FrameLocator): SettingsPage {
  const row = (id: string): Locator => page.locator(`[data-setting="${id}"]`);
  const saved = (id: string): Promise<void> =>
    page.locator(`[data-setting="${id}"][data-state=saved]`).waitFor();
  const problem = async (id: string): Promise<string> =>
    (await row(id).getByRole('alert').textContent()) ?? '';

  async function value(id: string): Promise<SettingValue> {
    const many = row(id).getByRole('group');
    if ((await many.count()) > 0) {
      const boxes = await many.getByRole('checkbox').all();
      const picked = await Promise.all(
        boxes.map(async (box) => ((await box.isChecked()) ? await box.inputValue() : undefined)),
      );
      return picked.filter((one) => one !== undefined);
    }
    const input = inputOf(id);
    const type = await input.getAttribute('type');
    if (type === 'checkbox') return input.isChecked();
    return type === 'number' ? Number(await input.inputValue()) : input.inputValue();
  }

  /** The one that is typed into: a colour has a picker beside it. */
  function inputOf(id: string): Locator {
    return row(id).locator('input:not([type=color]), select, textarea').first();
  }

  async function change(id: string, wanted: SettingValue): Promise<void> {
    const input = inputOf(id);
    if (typeof wanted === 'boolean') await input.setChecked(wanted);
    else if (await input.evaluate((element) => element.tagName === 'SELECT')) {
      await input.selectOption(String(wanted));
    } else {
      await input.fill(String(wanted));
      await row(id).getByRole('button', { name: 'Save', exact: true }).click();
    }
  }

  async function pick(id: string, wanted: readonly string[]): Promise<void> {
    for (const box of await row(id).getByRole('checkbox').all()) {
      const isWanted = wanted.includes(await box.inputValue());
      if ((await box.isChecked()) === isWanted) continue;
      await box.setChecked(isWanted);
      await saved(id);
    }
  }

  return {
    async set(id, wanted) {
      if (JSON.stringify(await value(id)) === JSON.stringify(wanted)) return;
      if (typeof wanted === 'object') return pick(id, wanted);
      await change(id, wanted);
      await saved(id);
    },
    async refused(id, wanted) {
      if (typeof wanted === 'object') throw new Error('a list is picked from what may be');
      await change(id, wanted);
      return problem(id);
    },
    problem,
    value,
    async backToDefault(id) {
      await row(id)
        .getByRole('button', { name: /^Back to the default/ })
        .click();
      await saved(id);
    },
    row,
    area: (title) => page.getByRole('region', { name: title, exact: true }),
  };
}

/** Loads the settings page of the demo at `url`. */
export async function openSettings(page: Page, url: string): Promise<SettingsPage> {
  await page.goto(new URL('/admin/#settings', url).href);
  const settings = settingsPage(page);
  await settings.row('Livechat_enabled').waitFor();
  return settings;
}
