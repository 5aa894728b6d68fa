import type { Locator, Page } from 'playwright-core';

/** What a test reads of a message: who wrote it, and its text. */
export interface SeenMessage {
  from: 'visitor' | 'agent' | 'system';
  text: string;
}

export interface PortholePage {
  launcher: Locator;
  /** The pop-up. */
  dialog: Locator;
  composer: Locator;
  /** Clicks the launcher and waits for the pop-up. */
  open(): Promise<void>;
  /** Fills and sends the offline form. */
  leaveMessage(fields: { name: string; email: string; message: string }): Promise<void>;
  /** Fills and sends the registration form. */
  register(fields: { name: string; email: string }): Promise<void>;
  /** Writes into the composer and sends. */
  say(text: string): Promise<void>;
  /** The message with this text. */
  message(text: string): Locator;
  /** Texts of the messages by people, oldest first. */
  texts(): Promise<string[]>;
}

/** Porthole as a visitor meets it: by role and label. Playwright looks into open shadow roots by itself. */
export function porthole(page: Page): PortholePage {
  const launcher = page.locator('.rocketchat-widget').getByRole('button', { name: /chat/i }).last();
  const dialog = page.getByRole('dialog');
  const composer = dialog.getByRole('textbox', { name: /message/i });
  const send = dialog.getByRole('button', { name: /send/i });
  return {
    launcher,
    dialog,
    composer,
    async open() {
      await launcher.click();
      await dialog.waitFor();
    },
    async leaveMessage({ name, email, message }) {
      await dialog.getByLabel(/name/i).fill(name);
      await dialog.getByLabel(/email/i).fill(email);
      await dialog.getByLabel(/message/i).fill(message);
      await send.click();
    },
    async register({ name, email }) {
      await dialog.getByLabel(/name/i).fill(name);
      await dialog.getByLabel(/email/i).fill(email);
      await dialog.getByRole('button', { name: /start/i }).click();
      await composer.waitFor();
    },
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    message: (text) => dialog.getByRole('log').getByText(text, { exact: true }),
    texts: () => dialog.getByRole('log').locator('[data-from=visitor], [data-from=agent]').allInnerTexts(),
  };
}
