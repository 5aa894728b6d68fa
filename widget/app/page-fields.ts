import type { PageDeps } from './page-api.ts';
import { isText, type Method } from './page-method.ts';

/** Until fields are sent again that did not get through, when the server did not say. */
const AGAIN_MS = 10_000;

interface Field {
  key: string;
  /** As objects: an empty text or a `false` would be left out of a body. @see `create-rest.ts` */
  value: object;
  overwrite: object;
}

/**
 * `setCustomField`. Fields wait until there is a visitor, and go out again with each new room: which of them belong to the room, only
 * the server knows, and drops those while there is none.
 */
export function createSetField({
  facts: { visit, mayTell },
  rest,
  effect,
}: Pick<PageDeps, 'facts' | 'rest' | 'effect'>) {
  const fields = new Map<string, Field>();
  /** For which visitor and room each field is out. */
  const sent = new Map<Field, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What the page sets in one go, goes out in one. */
  function flush(waitMs = 0): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { token, rid } = visit.peek();
      const unsent = [...fields.values()].filter((field) => sent.get(field) !== token + rid);
      if (!mayTell.peek() || !unsent.length) return;
      for (const field of unsent) sent.set(field, token + rid);
      void send(token, unsent);
    }, waitMs);
  }

  /** All at once; if they are refused, one by one, so that a bad one takes no other along. */
  async function send(token: string, some: readonly Field[]): Promise<void> {
    const outcome = await rest.call('custom.fields', () => true, { token, customFields: some });
    if (outcome.ok) return;
    const { code, detail } = outcome.problem;
    if (code === 'unreachable' || code === 'rate-limited') {
      for (const field of some) sent.delete(field);
      flush(outcome.retryAfterMs || AGAIN_MS);
    } else if (some.length > 1) for (const field of some) await send(token, [field]);
    else console.warn(`RocketChat: custom field "${some[0]?.key}" is refused: ${detail || code}`);
  }

  effect(() => {
    void visit.value;
    if (mayTell.value) flush();
  });

  /** As the method has it, or either shape of `initialize`: `[key, value, overwrite]`, or an object with these. */
  const set: Method = (key, value = '', overwrite = true) => {
    if (Array.isArray(key)) return set(...(key as unknown[]));
    if (!isText(key)) {
      const field = Object(key);
      return isText(field.key) ? set(field.key, field.value, field.overwrite) : 'needs a key';
    }
    if (typeof value === 'object') return `the value of ${key} must be a text`;
    fields.set(key, { key, value: Object(`${value}`), overwrite: Object(!!overwrite) });
    flush();
  };
  return set;
}
