/** `window.RocketChat.livechat` with the pop-up there: what the methods do. @see `page-events.ts` for what the page is told */
import type { effect as Effect } from '@preact/signals-core';
import type { Theme, Ui } from './ui.ts';

interface Guest {
  token?: string;
  name?: string;
  email?: string;
  department?: string;
}
type Methods = Record<string, ((value: never) => void) | undefined>;

/** Makes `call(method, args)`; methods that it does not know are ignored. Values of the page are never changed. */
export function createPageCalls({ porthole, theme }: Ui, effect: typeof Effect) {
  /** An id or a name; which one it is, the config says, and that may be still on its way. */
  let stop = () => {};
  const setDepartment = (wanted: string) => {
    stop();
    stop = effect(() => {
      const departments = porthole.config.value?.departments;
      if (!departments) return;
      const found = departments.find(({ _id, name }) => _id === wanted || name === wanted);
      // Out of the effect: what it changes, it must not follow.
      if (found) queueMicrotask(() => porthole.identify({ department: found._id }));
      else console.warn(`RocketChat: no department "${wanted}"`);
      queueMicrotask(() => stop());
    });
  };

  const registerGuest = ({ token, name, email, department: wanted }: Guest = {}) => {
    const given = Object.entries({ token, name, email }).filter(([, value]) => typeof value === 'string');
    porthole.identify(Object.fromEntries(given));
    if (wanted) setDepartment(wanted);
  };
  const methods: Methods = {
    registerGuest,
    setTheme(given: Theme) {
      theme.value = { ...theme.peek(), ...given };
    },
    setDepartment,
    clearDepartment() {
      stop();
      porthole.identify({ department: '' });
    },
    setGuestName: (name: string) => registerGuest({ name }),
    setGuestEmail: (email: string) => registerGuest({ email }),
    setGuestToken: (token: string) => registerGuest({ token }),
    initialize(params: Record<string, never>) {
      for (const key in params)
        (methods[key] ?? methods[`set${key[0]?.toUpperCase()}${key.slice(1)}`])?.(params[key] as never);
    },
  };
  return (method: string, args: readonly unknown[]) => methods[method]?.(args[0] as never);
}
