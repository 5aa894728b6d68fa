import type { PageDeps } from './page-api.ts';
import { joined, type Method, object } from './page-method.ts';

/** Not so: it is a text that could end its rule in the style sheet of `page-theme.ts`, or does nothing there. */
const isLook = ([key, value]: [string, unknown]): boolean =>
  !value ||
  (/^hide/.test(key)
    ? value === true
    : typeof value === 'string' &&
      (key === 'position'
        ? /^(left|right)$/.test(value)
        : /title$/i.test(key) || CSS.supports('background', value)));

/** `setTheme`: what was set before stays; a key that is undefined goes back to what the server says. */
export const createSetTheme = ({ ui: { theme } }: Pick<PageDeps, 'ui'>): Method =>
  object((given) => {
    const entries = Object.entries(given);
    theme.value = { ...theme.peek(), ...Object.fromEntries(entries.filter(isLook)) };
    return joined(entries.map((entry) => isLook(entry) || `${entry[0]} cannot be ${entry[1]}`));
  });
