import { isRecord, type Json, numberOf, recordOf, textOf } from './decode/fields.ts';
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
  const crm = receiverOf(json, 'crm');
  const rdStation = receiverOf(json, 'rdStation');
  const messenger = messengerOf(recordOf(json, 'messenger') ?? {});
  const user = admin && textOf(admin, 'user');
  const password = admin && textOf(admin, 'password');
  const now = numberOf(json, 'now');
  if (user === undefined || password === undefined || now === undefined) return undefined;
  if (!crm || !rdStation || !messenger) return undefined;
  return { ...facts, admin: { user, password }, crm, rdStation, messenger, now };
}

function receiverOf(json: Json, name: string): { url: string; token: string } | undefined {
  const receiver = recordOf(json, name);
  const url = receiver && textOf(receiver, 'url');
  const token = receiver && textOf(receiver, 'token');
  return url === undefined || token === undefined ? undefined : { url, token };
}

function messengerOf(json: Json): DeskFacts['messenger'] | undefined {
  const text = (name: string): string => textOf(json, name) ?? '';
  const [sendUrl, apiKey] = [text('sendUrl'), text('apiKey')];
  const [secret, verifyToken] = [text('secret'), text('verifyToken')];
  return sendUrl === '' ? undefined : { sendUrl, apiKey, secret, verifyToken };
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
