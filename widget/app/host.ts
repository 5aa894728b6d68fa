/** What the loader gives to the pop-up, and what it gets back. The loader imports only these types: it stays free of the app's code. */

/** A call of `window.RocketChat.livechat.*` that came before the pop-up did. */
export type ApiCall = readonly [name: string, args: readonly unknown[]];

export interface PortholeHost {
  /** Base URL of the Rocket.Chat server, without a slash at the end. */
  server: string;
  /** `div.rocketchat-widget`, the one element that the page gets. */
  element: HTMLElement;
  /** The element's open shadow root, with the launcher in it. */
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  /** Answer body of `GET livechat/config`; undefined when it was not asked for or could not be had. Never rejects. */
  config: Promise<unknown>;
  /** Calls so far, oldest first; none: the page does not use `window.RocketChat`. */
  calls: readonly ApiCall[];
  /** Tells the page's callbacks, by the name of the method that registers them: `emit('onChatStarted')`. Never throws. */
  emit(callback: string, ...payload: unknown[]): void;
}

export interface PortholeApp {
  /** Opens or closes; without an argument, whichever it is not. */
  toggle(open?: boolean): void;
  /** A call of `window.RocketChat.livechat.*`; names it does not know are ignored. */
  call(name: string, args: readonly unknown[]): void;
}

/** What `porthole-app.js` exports. */
export interface PortholeAppModule {
  mount(host: PortholeHost): PortholeApp;
}
