/** `window.RocketChat.livechat` with the pop-up there: what the methods do. @see `page-events.ts` for what the page is told */
import type { InitializeParams, LivechatApi } from '../loader/rocketchat.d.ts';
import type { PageDeps } from './page-api.ts';
import { createSetField } from './page-fields.ts';
import { createSetTheme } from './page-look.ts';
import { list, type Method, object, text } from './page-method.ts';
import { createPageRouting } from './page-routing.ts';
import { createSetHidden } from './page-system-messages.ts';
import { createPageVisitor } from './page-visitor.ts';

/** The loader keeps the callbacks; here it is only seen to that they are some. */
const CALLBACKS: readonly string[] = [
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
] satisfies Callback[];
type Callback = Extract<keyof LivechatApi, `on${string}`>;

/** Keys of `initialize` that are no method with `set` in front. */
type OtherKey = Extract<keyof InitializeParams, keyof LivechatApi> | 'setCustomFields';
type MethodOfKey<K extends string> = K extends OtherKey ? K : `set${Capitalize<K>}`;

/** Makes `call(method, args)`. Whatever the page gives, nothing is thrown, and its values are never changed. */
export function createPageCalls(deps: PageDeps): (name: string, args: readonly unknown[]) => void {
  const { isOpen, setOpen } = deps.ui.porthole;
  const { known } = deps.facts;
  const routing = createPageRouting(deps);
  const setCustomField = createSetField(deps);
  let hidden = false;
  let openWhenShown = false;

  const methods: Record<Exclude<keyof LivechatApi, Callback> | MethodOfKey<keyof InitializeParams>, Method> =
    {
      ...routing,
      ...createPageVisitor(deps, setCustomField, routing),
      initialize: object((params) => {
        for (const [key, value] of Object.entries(params))
          if (value !== undefined)
            call(
              Object.hasOwn(methods, key) ? key : key.replace(/^./, (first) => `set${first.toUpperCase()}`),
              [value],
            );
      }),
      setTheme: createSetTheme(deps),
      setHiddenSystemMessages: createSetHidden(deps),
      setCustomField,
      setCustomFields: list((fields) => {
        for (const field of fields) call('setCustomField', [field]);
      }),

      maximizeWidget() {
        if (hidden) openWhenShown = true;
        else setOpen(true);
      },
      minimizeWidget() {
        openWhenShown = false;
        setOpen(false);
      },
      // What nobody sees is not open: on a phone it would cover the page, and messages would count as read.
      hideWidget() {
        hidden = true;
        openWhenShown ||= isOpen.peek();
        setOpen(false);
      },
      showWidget() {
        hidden = false;
        if (openWhenShown) setOpen(true);
        openWhenShown = false;
      },

      // Taken, and without effect as long as there are no other languages.
      setLanguage: text(() => {}),
      // For triggers.
      setParentUrl: text((parentUrl) => {
        known.value = { ...known.peek(), parentUrl };
      }),
      setGuestMetadata: object((metadata) => {
        known.value = { ...known.peek(), metadata };
      }),
      clearAllCallbacks() {},
    };

  async function call(name: string, args: readonly unknown[]): Promise<void> {
    try {
      const complaint = Object.hasOwn(methods, name)
        ? await methods[name as keyof typeof methods](...args)
        : CALLBACKS.includes(name)
          ? typeof args[0] !== 'function' && 'takes a function'
          : 'there is no such method';
      if (complaint) console.warn(`RocketChat: ${name}: ${complaint}`);
    } catch (error) {
      // Getters of the page's objects may throw.
      console.error(error);
    }
  }
  return (name, args) => void call(name, args);
}
