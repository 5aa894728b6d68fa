/** Reads fields of JSON that came from outside. Each answers undefined when the field is not what was hoped for. */
export type Json = Record<string, unknown>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(record: Json, key: string): string | undefined {
  const value = record[key];
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(record: Json, key: string): number | undefined {
  const value = record[key];
  return typeof value === 'number' ? value : undefined;
}

export function recordOf(record: Json, key: string): Json | undefined {
  const value = record[key];
  return isRecord(value) ? value : undefined;
}

/** The records of a list; whatever else is in it is left out. */
export function recordsOf(record: Json, key: string): Json[] {
  const value = record[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function textsOf(record: Json, key: string): string[] {
  const value = record[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
