import type { Page } from 'playwright-core';

/** Every method that registers a callback. */
export const CALLBACKS = [
  'onChatMaximized',
  'onChatMinimized',
  'onChatStarted',
  'onChatEnded',
  'onPrechatFormSubmit',
  'onOfflineFormSubmit',
  'onWidgetShown',
  'onWidgetHidden',
  'onAssignAgent',
  'onAgentStatusChange',
  'onQueuePositionChange',
  'onServiceOffline',
];

/** Script of a page that writes down which of its callbacks are called, and what else it does with the API, as `this`, at once. */
export const listeners = (statements: string): string => `<script>
window.__heard = [];
RocketChat(function() {
	${CALLBACKS.map((name) => `this.${name}(function() { __heard.push(["${name}"].concat([].slice.call(arguments).filter(function(x) { return x !== undefined }))) });`).join('\n\t')}
});
RocketChat(function() { ${statements} });
</script>`;

declare global {
  interface Window {
    __heard?: unknown[][];
  }
}

/** Callbacks of `listeners` that were called: name and arguments, in order. */
export const heardBy = (page: Page): Promise<unknown[][]> => page.evaluate(() => window.__heard ?? []);

/** Calls a method of `RocketChat.livechat` with arguments that JSON can carry. */
export async function callApi(page: Page, method: string, ...args: unknown[]): Promise<void> {
  await page.evaluate(inPage, { method, args });
}

/** Runs in the page. */
function inPage({ method, args }: { method: string; args: unknown[] }): void {
  const { RocketChat } = window as unknown as {
    RocketChat: { livechat: Record<string, (...args: unknown[]) => void> };
  };
  RocketChat.livechat[method]?.(...args);
}
