/** `window.RocketChat.livechat` with the pop-up there: what the methods do. @see `page-events.ts` for what the page is told */
import { effect, signal, untracked } from '@preact/signals-core';
import type { Theme, Ui } from './ui.ts';

interface Guest {
  token?: string;
  name?: string;
  email?: string;
  department?: string;
}
type Methods = Record<string, ((value: never) => void) | undefined>;

/** Makes `call(method, args)`; methods that it does not know are ignored. Values of the page are never changed. */
export function createPageCalls({ porthole, theme }: Ui): (method: string, args: readonly unknown[]) => void {
  /** Id or name; which one is meant is known when the config is. */
  const department = signal('');
  effect(() => {
    const wanted = department.value;
    const departments = porthole.config.value?.departments;
    const found = departments?.find(({ _id, name }) => _id === wanted || name === wanted);
    if (found) untracked(() => porthole.identify({ department: found._id }));
    else if (wanted && departments) console.warn(`RocketChat: no department "${wanted}"`);
  });

  const registerGuest = ({ token, name, email, department: wanted }: Guest = {}) => {
    const given = Object.entries({ token, name, email }).filter(([, value]) => typeof value === 'string');
    porthole.identify(Object.fromEntries(given));
    if (wanted) department.value = wanted;
  };
  const methods: Methods = {
    registerGuest,
    setTheme(given: Theme) {
      theme.value = { ...theme.peek(), ...given };
    },
    setDepartment(wanted: string) {
      department.value = wanted;
    },
    clearDepartment() {
      department.value = '';
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
  return (method, args) => methods[method]?.(args[0] as never);
}
