import type { Problem } from '../../state/porthole.ts';
import { en } from './en.ts';

/** The words for a key, with values put in: `t('typing', { name: 'Ada' })`. */
export type T<Table> = (key: keyof Table, values?: Record<string, string | number>) => string;

export const createT =
  <Table extends Record<keyof Table, string>>(words: Table): T<Table> =>
  (key, values) =>
    words[key].replace(/\{(\w+)\}/g, (_, name) => String(values?.[name] ?? ''));

export const t = createT(en);

/** Words for what went wrong; the server's own only where we have none. */
export function problemText({ code, detail }: Problem): string {
  return (code === 'refused' && detail) || t(code);
}
