import type { FrameLocator, Locator, Page } from 'playwright-core';

export interface OfficialWidget {
  /** The box that the loader puts on the page; `data-state` says whether it is open. */
  box: Locator;
  frame: FrameLocator;
  launcher: Locator;
  /** Agent's name once there is one, else the title of the widget. */
  title: Locator;
  composer: Locator;
  /** "… is typing", shown as dots. */
  typing: Locator;
  /** The notice below the header. */
  alert: Locator;
  open(): Promise<void>;
  /** Background of the launcher, as `rgb(…)`. */
  colour(): Promise<string>;
  button(name: string): Locator;
  field(name: string): Locator;
  /** Fills the registration form and sends it. */
  register(fields: { name: string; email: string; department?: string }): Promise<void>;
  /** Writes into the composer and sends. */
  say(text: string): Promise<void>;
  /** The message with this text. */
  message(text: string): Locator;
  /** Texts of the messages, those of the system included, oldest first. */
  texts(): Promise<string[]>;
  /** Takes an entry of the menu "Options" and says yes to the question that follows. */
  choose(entry: string): Promise<void>;
}

/** Rocket.Chat's own widget as a visitor meets it. Its controls have few labels, so classes stand in: those of version 1.13.3. */
export function officialWidget(page: Page): OfficialWidget {
  const frame = page.frameLocator('#rocketchat-iframe');
  const css = (name: string): Locator => frame.locator(`[class*="${name}__"]`);
  const launcher = css('screen__chat-button');
  const composer = css('composer__input');
  const button = (name: string): Locator => frame.getByRole('button', { name, exact: true });
  const field = (name: string): Locator => frame.locator(`[name="${name}"]:visible`);
  return {
    box: page.locator('.rocketchat-widget'),
    frame,
    launcher,
    title: css('header__title'),
    composer,
    typing: frame.locator('div[class*="typing-dots__"]'),
    alert: css('alert__content'),
    async open() {
      await launcher.click();
      await page.locator('.rocketchat-widget[data-state=opened]').waitFor();
    },
    colour: () => launcher.evaluate((one) => getComputedStyle(one).backgroundColor),
    button,
    field,
    async register({ name, email, department }) {
      await field('name').fill(name);
      await field('email').fill(email);
      if (department !== undefined) await field('department').selectOption({ label: department });
      await button('Start chat').click();
      await composer.waitFor();
    },
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    message: (text) => css('message-text').getByText(text, { exact: true }),
    async texts() {
      return (await css('message-text').allInnerTexts()).map((text) => text.trim());
    },
    async choose(entry) {
      await button('Options').click();
      await button(entry).click();
      await button('Yes').click();
    },
  };
}
