import type { Context } from 'hono';
import { HttpRefusal } from './envelope.ts';

/** Keys that mean something to JavaScript objects; no request has a use for them. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The body of a request as plain data: a form when it says so, else JSON whatever the type says. No body is `{}`. Size is limited
 * before (`MAX_BODY_BYTES`).
 * @throws HttpRefusal 400 when it is neither
 */
export async function readBody(c: Context): Promise<unknown> {
  const type = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') throw refused('The body must be JSON or a URL-encoded form');
  const text = await c.req.text();
  if (text.trim() === '') return {};
  return type === 'application/x-www-form-urlencoded' ? decodeForm(text) : decodeJson(text);
}

/** The query as plain data: a name given once is a text, given several times a list. `name[]` counts as `name`. */
export function readQuery(c: Context): Record<string, string | string[]> {
  return decodeForm(new URL(c.req.url).search);
}

function decodeForm(text: string): Record<string, string | string[]> {
  const params = new URLSearchParams(text);
  const values: Record<string, string | string[]> = {};
  for (const rawName of new Set(params.keys())) {
    const name = rawName.endsWith('[]') ? rawName.slice(0, -2) : rawName;
    refuseKey(name);
    const all = params.getAll(rawName);
    const [only] = all;
    values[name] = all.length === 1 && only !== undefined ? only : all;
  }
  return values;
}

function decodeJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value) => {
      refuseKey(key);
      return value;
    });
  } catch (error) {
    if (error instanceof HttpRefusal) throw error;
    throw refused(`The body is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuseKey(key: string): void {
  if (FORBIDDEN_KEYS.has(key)) throw refused(`The key ${key} is not allowed`);
}

function refused(error: string): HttpRefusal {
  return new HttpRefusal(400, { error, errorType: 'error-invalid-body' });
}
