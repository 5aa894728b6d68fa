import { isRecord, recordsOf, textOf } from '../kit/decode/fields.ts';

const ENABLED = 'Omnichannel_External_Frame_Enabled';
const URL_ID = 'Omnichannel_External_Frame_URL';
const TIMEOUT_MS = 2000;

/**
 * What the agent console may show in a frame, as a source of a content security policy: the page that the mock's settings name, and no
 * other. `'none'` while there is no such page, and when the mock does not answer.
 */
export async function frameSource(mock: string): Promise<string> {
  try {
    const answer = await fetch(`${mock}/api/v1/settings.public?_id=${ENABLED},${URL_ID}`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await answer.json();
    const settings = recordsOf(isRecord(body) ? body : {}, 'settings');
    const value = (id: string): unknown => settings.find((one) => textOf(one, '_id') === id)?.value;
    return value(ENABLED) === true ? toSource(String(value(URL_ID) ?? '')) : NONE;
  } catch {
    return NONE;
  }
}

const NONE = "'none'";

/**
 * An address as a source: without credentials, query and fragment, and with the signs escaped that mean something in a policy. A path that
 * ends with a slash stands for all below it.
 * @see CSP Level 3 §2.3.1 "host-source"
 */
export function toSource(address: string): string {
  if (!URL.canParse(address)) return NONE;
  const { protocol, host, pathname } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return NONE;
  return `${protocol}//${host}${pathname}`.replaceAll(';', '%3B').replaceAll(',', '%2C');
}
