import { isRecord, type Json, recordsOf, textOf } from '../../kit/decode/fields.ts';

/** What the server's settings say of the page beside each chat. */
export interface FrameSettings {
  enabled: boolean;
  /** Empty: none yet. */
  url: string;
  /** JSON Web Key. Empty: the page gets no token. */
  key: string;
}

const PREFIX = 'Omnichannel_External_Frame_';
export const FRAME_SETTING_IDS = [`${PREFIX}Enabled`, `${PREFIX}URL`, `${PREFIX}Encryption_JWK`].join(',');

/** Reads them of an answer of `settings.public`. */
export function decodeFrameSettings(body: Json): FrameSettings {
  const values = new Map(recordsOf(body, 'settings').map((one) => [textOf(one, '_id'), one.value]));
  const text = (name: string): string => String(values.get(PREFIX + name) ?? '');
  return { enabled: values.get(`${PREFIX}Enabled`) === true, url: text('URL'), key: text('Encryption_JWK') };
}

export function sameFrame(a: FrameSettings | undefined, b: FrameSettings): boolean {
  return isRecord(a) && a.enabled === b.enabled && a.url === b.url && a.key === b.key;
}
