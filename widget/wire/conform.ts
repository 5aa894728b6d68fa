/** Whether there are keys to ask for: an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && !!value && !Array.isArray(value);
}

/**
 * The parts of `input` that look like `template`, and the template's own where they do not: primitives by type, objects key by key (keys
 * the template lacks are dropped), lists item by item after the template's first; an empty list stands for any list. Never throws.
 */
export function conform<T>(template: T, input: unknown): T;
export function conform(template: unknown, input: unknown): unknown {
  if (Array.isArray(template))
    return Array.isArray(input)
      ? input.map((item) => (template.length ? conform(template[0], item) : item))
      : [];
  if (!(template instanceof Object)) return typeof input === typeof template ? input : template;
  const from = Object(input);
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, conform(value, from[key])]));
}

/** What a JSON text says; undefined when it is none. */
export function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
