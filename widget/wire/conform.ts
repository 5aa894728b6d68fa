export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && !!value && !Array.isArray(value);
}

/**
 * The parts of `input` that look like `template`, and the template's own where they do not: primitives by type, objects key by key (keys
 * the template lacks are dropped), lists item by item after the template's first; an empty list stands for any list. Never throws.
 */
export function conform<T>(template: T, input: unknown): T;
export function conform(template: unknown, input: unknown): unknown {
  if (Array.isArray(template)) {
    if (!Array.isArray(input)) return [];
    return template.length ? input.map((item) => conform(template[0], item)) : input;
  }
  if (!isRecord(template)) return typeof input === typeof template ? input : template;
  const from = isRecord(input) ? input : {};
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, conform(value, from[key])]));
}
