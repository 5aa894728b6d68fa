import type { Frame, Locator, Page } from 'playwright-core';

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
  /** How many messages are on their way. */
  unsent(): Promise<number>;
}

/** Porthole as a visitor meets it: by role and label. Playwright looks into open shadow roots by itself. */
export function porthole(page: Page | Frame): PortholePage {
  const launcher = page
    .locator('.rocketchat-widget')
    .locator('button[aria-expanded]:not([aria-haspopup=menu])');
  const dialog = page.getByRole('dialog');
  const composer = dialog.getByRole('textbox', { name: 'Write a message' });
  const field = (label: string): Locator => dialog.getByLabel(label, { exact: true });
  return {
    launcher,
    dialog,
    composer,
    async open() {
      await launcher.click();
      await dialog.waitFor();
    },
    async leaveMessage({ name, email, message }) {
      await field('Name').fill(name);
      await field('Email').fill(email);
      await field('Message').fill(message);
      await dialog.getByRole('button', { name: 'Send message' }).click();
    },
    async register({ name, email }) {
      await field('Name').fill(name);
      await field('Email').fill(email);
      await dialog.getByRole('button', { name: 'Start chat' }).click();
      await composer.waitFor();
    },
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    message: (text) => dialog.getByRole('log').getByText(text, { exact: true }),
    texts: () => dialog.getByRole('log').locator('.visitor .bubble, .agent .bubble').allInnerTexts(),
    unsent: () => dialog.locator('.bubble.sending').count(),
  };
}
