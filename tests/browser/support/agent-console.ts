import type { Frame, Locator, Page } from 'playwright-core';

export interface AgentConsole {
  logIn(username: string): Promise<void>;
  /** Switches to taking chats. */
  goOnline(): Promise<void>;
  /** Opens the chat of this visitor out of "My chats". */
  select(visitor: string): Promise<void>;
  say(text: string): Promise<void>;
  /** The message with this text. */
  message(text: string): Locator;
  /** "… is typing". */
  typing: Locator;
  composer: Locator;
  endChat(comment: string, tags: string): Promise<void>;
  /** Takes an ended chat off the list. */
  remove(): Promise<void>;
}

/** The demo's agent console as an agent meets it. */
export function agentConsole(page: Page | Frame): AgentConsole {
  const conversation = page.getByRole('region', { name: /^Chat with/ });
  const composer = conversation.getByRole('textbox', { name: /^Message to/ });
  return {
    async logIn(username) {
      await page.getByLabel('User name').fill(username);
      await page.getByLabel('Password').fill(username);
      await page.getByRole('button', { name: 'Log in', exact: true }).click();
      await page.getByRole('navigation', { name: 'Chats' }).waitFor();
    },
    async goOnline() {
      const takesChats = page.getByRole('switch', { name: 'Take chats' });
      await takesChats.click();
      await takesChats.and(page.locator('[aria-checked=true]:enabled')).waitFor();
    },
    async select(visitor) {
      await page
        .getByRole('region', { name: /^My chats/ })
        .getByRole('button', { name: visitor })
        .click();
      await composer.waitFor();
    },
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    message: (text) => conversation.getByRole('list', { name: 'Messages' }).getByText(text, { exact: true }),
    typing: conversation.getByRole('status').filter({ hasText: 'is typing' }),
    composer,
    async endChat(comment, tags) {
      await conversation.getByRole('button', { name: 'End chat' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Comment').fill(comment);
      await dialog.getByLabel('Tags').fill(tags);
      await dialog.getByRole('button', { name: 'End chat' }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    async remove() {
      await conversation.getByRole('button', { name: 'Remove from the list' }).click();
      await conversation.waitFor({ state: 'detached' });
    },
  };
}
