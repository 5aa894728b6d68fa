/**
 * All that a page loads before a click: the launcher, the page's API with its queue, and the way to the pop-up.
 * A classic script and a build of its own: no framework, nothing stored, no cookie, no socket.
 */
import type { ApiCall, PortholeApp, PortholeAppModule } from '../app/host.ts';
import { createLauncher, type LauncherTheme } from './launcher.ts';
import { type Callback, createPageApi } from './page-api.ts';

declare const __PORTHOLE_VERSION__: string;

/** `window.RocketChat`: first the snippet's queue, then ours. */
interface Snippet {
  (callback: Callback): void;
  _?: Callback[];
  /** `<server>/livechat` */
  url?: string;
}
/** `_porthole`: the first script's `RocketChat`, which a second one on the page meets. */
const page = self as unknown as { RocketChat?: Snippet; initRocket?: [url: string]; _porthole?: Snippet };
const { dataset, src } = document.currentScript as HTMLScriptElement;
const snippet = page.RocketChat;
if (page.initRocket) console.warn('old: initRocket');
/** Said by the tag, else the snippet's address, else the folder of the script; without `/livechat`, slashes and a query at the end. */
const server = (dataset.server ?? snippet?.url ?? page.initRocket?.[0] ?? src.replace(/[^/]*$/, '')).replace(
  /(\/livechat)?\/*(\?.*)?\s*$/,
  '',
);

function start(): Snippet {
  const [element, root, launcher, note, paint] = createLauncher();
  const calls: ApiCall[] = [];
  let theme: LauncherTheme = {};
  let config: Promise<unknown> | undefined;
  let module: Promise<PortholeAppModule | undefined> | undefined;
  let app: PortholeApp | undefined;
  let failures = '';
  const idle = self.requestIdleCallback || setTimeout;

  /**
   * Gives undefined when the pop-up cannot be had.
   * @note The promise is remembered, or a double click loads twice. After a failure the address changes: browsers remember that one.
   */
  const preload = () =>
    (module ??= import(
      /* @vite-ignore */ src.replace(/[^/]*$/, `porthole-app.js?v=${__PORTHOLE_VERSION__}${failures}`)
    ).catch(() => {
      failures += 0;
      module = undefined;
    }));
  /** Waits for `begin`: the pop-up measures colours on its element, so that has to be in the page. */
  const load = async () => {
    if (!config) return idle(load);
    const loaded = await preload();
    launcher.hidden = false;
    note.textContent = loaded ? '' : 'Please try again';
    app ??= loaded?.mount({ server, element, root, launcher, config, calls, emit });
  };

  /** Few calls need the pop-up before the visitor does: `maximizeWidget`, `registerGuest`, `setGuestToken`, `onServiceOffline`. */
  const [rocketChat, emit] = createPageApi((method, args) => {
    const [first] = args as [Record<string, LauncherTheme>?];
    if (method === (element.hidden ? 'showWidget' : 'hideWidget')) {
      element.hidden = !element.hidden;
      emit(element.hidden ? 'onWidgetHidden' : 'onWidgetShown');
    }
    if (app) app.call(method, args);
    else {
      calls.push([method, args]);
      theme = { ...theme, ...(method === 'setTheme' ? first : first?.theme) };
      paint(theme);
      if (/maxi|rGu|tTo|eO/.test(method + Object.keys(first ?? 0))) load();
    }
  });

  /**
   * Waits for the page's body. With a chat to resume (`rid`, `isOpen` or `queue` of `state/session.ts` say so) the pop-up comes at
   * once, unopened or opened as it was; without, only what the launcher looks like.
   */
  const begin = () => {
    if (!document.body) return idle(begin);
    document.body.append(element);
    // One plain GET (no header that needs a preflight); the answer goes to the pop-up.
    config = fetch(`${server}/api/v1/livechat/config`)
      .then((answer) => answer.json())
      .then((body) => {
        const { enabled, triggers, theme: given } = body.config;
        launcher.hidden = !enabled;
        if (enabled && !element.hidden) emit('onWidgetShown');
        theme = { ...given, ...theme };
        app ?? paint(theme);
        // What is to be said by itself cannot wait for a click.
        triggers?.forEach(load);
        return body;
      })
      .catch(() => {
        launcher.hidden = false;
      });
    try {
      if (/d":"\w|n":t|e":.{/.test(localStorage[`porthole:${server}`])) load();
    } catch {}
  };

  paint(theme);
  launcher.onclick = async () => {
    const open = !app || undefined;
    await load();
    app?.toggle(open);
  };
  launcher.onfocus = launcher.onpointerenter = preload;
  idle(begin);
  return rocketChat;
}

if (server) {
  page._porthole ??= start();
  page.RocketChat = page._porthole;
  snippet?._?.forEach(page._porthole);
}
