import { isRecord, numberOf, recordOf, textOf } from './decode/fields.ts';
import type { DemoFacts, DeskFacts } from './desk-facts.ts';

/** Asks the demo where the mock is; undefined when it does not say. */
export async function fetchFacts(): Promise<DemoFacts | undefined> {
  return decodeFacts(await fetchJson('/demo.json', {}));
}

/** The same for the webhook desk, the admin's credentials included. */
export async function fetchDeskFacts(): Promise<DeskFacts | undefined> {
  const json = await fetchJson('/admin/desk.json', { 'X-Porthole-Desk': '1' });
  const facts = decodeFacts(json);
  if (!facts || !isRecord(json)) return undefined;
  const admin = recordOf(json, 'admin');
  const crm = recordOf(json, 'crm');
  const user = admin && textOf(admin, 'user');
  const password = admin && textOf(admin, 'password');
  const url = crm && textOf(crm, 'url');
  const token = crm && textOf(crm, 'token');
  const now = numberOf(json, 'now');
  if (user === undefined || password === undefined || url === undefined) return undefined;
  if (token === undefined || now === undefined) return undefined;
  return { ...facts, admin: { user, password }, crm: { url, token }, now };
}

function decodeFacts(json: unknown): DemoFacts | undefined {
  if (!isRecord(json)) return undefined;
  const mock = textOf(json, 'mock');
  const timeScale = numberOf(json, 'timeScale');
  return mock === undefined || timeScale === undefined ? undefined : { mock, timeScale };
}

async function fetchJson(path: string, headers: Record<string, string>): Promise<unknown> {
  try {
    const response = await fetch(path, { headers });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
