/**
 * All that a page loads before a click: the launcher, the page's API with its queue, and the way to the pop-up.
 * A classic script and a build of its own: no framework, nothing stored, no cookie, no socket.
 */
import type { ApiCall, PortholeApp, PortholeAppModule } from '../app/host.ts';
import { createLauncher, type LauncherTheme } from './launcher.ts';
import { type Api, type Callback, createPageApi, run } from './page-api.ts';

declare const __PORTHOLE_VERSION__: string;

/** `window.RocketChat`: first the snippet's queue, then ours. */
interface Snippet {
  (callback: Callback): void;
  _?: Callback[];
  /** `<server>/livechat` */
  url?: string;
  livechat?: Api;
}
/** `_porthole`: so that a second script tag on the page meets the first one's API. */
const page = self as typeof self & { RocketChat?: Snippet; _porthole?: Api };
const { dataset, src } = document.currentScript as HTMLScriptElement;
const snippet = page.RocketChat;
/** Said by the tag, else the snippet's address, else the folder of the script; without `/livechat` and slashes at the end. */
const server = (dataset.server ?? snippet?.url ?? src.replace(/[^/]*$/, '')).replace(
  /(\/livechat)?\/*\s*$/,
  '',
);

function start(): Api {
  const { element, root, launcher, note, paint } = createLauncher();
  const calls: ApiCall[] = [];
  let theme: LauncherTheme = {};
  let config: Promise<unknown> | undefined;
  let module: Promise<PortholeAppModule | undefined> | undefined;
  let app: PortholeApp | undefined;
  let failures = '';

  /** One plain GET (no header that needs a preflight); the answer goes to the pop-up. */
  const askConfig = () =>
    (config ??= fetch(`${server}/api/v1/livechat/config`)
      .then((answer) => answer.json())
      .then((body) => {
        const { enabled, theme: given } = body.config;
        launcher.hidden = !enabled;
        theme = { ...given, ...theme };
        if (!app) paint(theme);
        return body;
      })
      .catch(() => {
        launcher.hidden = false;
      }));

  /**
   * Gives undefined when the pop-up cannot be had.
   * @note The promise is remembered, or a double click loads twice. After a failure the address changes: browsers remember that one.
   */
  const preload = () =>
    (module ??= import(
      /* @vite-ignore */ src.replace(/[^/]*$/, `porthole-app.js?v=${__PORTHOLE_VERSION__}${failures}`)
    ).catch(() => {
      failures += '_';
      module = undefined;
    }));
  const load = () =>
    preload().then((loaded) => {
      launcher.hidden = false;
      note.textContent = loaded ? '' : 'Please try again';
      app ??= loaded?.mount({ server, element, root, launcher, config: askConfig(), calls, emit });
    });
  const toggle = (open?: boolean) => load().then(() => app?.toggle(open));

  /** `maximizeWidget` and `minimizeWidget` are the only names with an m in front. */
  const { api, emit } = createPageApi((method, args) => {
    const [first] = args as [Record<string, LauncherTheme>?];
    const hide = method === 'hideWidget';
    if (hide || method === 'showWidget') {
      if (hide !== element.hidden) emit(`onWidget${hide ? 'Hidden' : 'Shown'}`);
      element.hidden = hide;
    } else if (/^m/.test(method)) toggle(/^max/.test(method));
    else if (app) app.call(method, args);
    else {
      calls.push([method, args]);
      theme = { ...theme, ...(method === 'setTheme' ? first : first?.theme) };
      paint(theme);
    }
  });

  /**
   * Waits for the page's body. With a chat to resume (`rid`, `isOpen` or `queue` of `state/session.ts` say so) the pop-up comes at
   * once, unopened or opened as it was; without, only what the launcher looks like.
   */
  const idle = self.requestIdleCallback ?? setTimeout;
  const begin = () => {
    if (!document.body) return idle(begin);
    document.body.append(element);
    try {
      if (/d":"\w|n":t|e":.{/.test(localStorage[`porthole:${server}`])) return load();
    } catch {}
    askConfig();
  };

  paint(theme);
  launcher.onclick = () => toggle(!app || undefined);
  launcher.onpointerenter = launcher.onfocus = preload;
  idle(begin);
  return api;
}

if (server) {
  page._porthole ??= start();
  const api = page._porthole;
  const call = (callback: Callback) => run(callback, api, []);
  page.RocketChat = Object.assign(call, { livechat: api });
  snippet?._?.forEach(call);
}
