/** A body with one thing wrong, or at least different. */
export interface Variant {
  /** `without message.rid`, `message.msg = null` */
  name: string;
  body: unknown;
}

/** Of each key: left out, null, of another type; of each object: a key more; of each list: empty. */
export function variantsOf(body: unknown): Variant[] {
  return changesOf(body, '').map(({ name, value }) => ({ name, body: value }));
}

interface Change {
  name: string;
  value: unknown;
}

function changesOf(value: unknown, place: string): Change[] {
  if (Array.isArray(value)) {
    const [first, ...rest] = value;
    const inside = first === undefined ? [] : changesOf(first, `${place}[0]`);
    return [
      { name: `${place} = []`, value: [] },
      ...inside.map((change) => ({ name: change.name, value: [change.value, ...rest] })),
    ];
  }
  if (typeof value !== 'object' || value === null) return [];
  const at = (key: string): string => (place === '' ? key : `${place}.${key}`);
  const changes = Object.entries(value).flatMap(([key, one]): Change[] => {
    const { [key]: _left, ...without } = value as Record<string, unknown>;
    const set = (name: string, changed: unknown): Change => ({ name, value: { ...value, [key]: changed } });
    return [
      { name: `without ${at(key)}`, value: without },
      set(`${at(key)} = null`, null),
      set(`${at(key)} of another type`, typeof one === 'object' ? 'a text' : { an: 'object' }),
      ...changesOf(one, at(key)).map((change) => set(change.name, change.value)),
    ];
  });
  return [...changes, { name: `${at('surplus')} = 1`, value: { ...value, surplus: 1 } }];
}
