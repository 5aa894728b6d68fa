import type { Json, TestCore } from './start-core.ts';

/** A PNG of 3 × 2 pixels, as far as anybody looks. */
export const PNG = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0, 0],
]);

/** A file on its way, {@link PNG} where nothing else is said. */
export interface Sending {
  bytes?: Uint8Array<ArrayBuffer>;
  name?: string;
  type?: string;
  fields?: Record<string, string>;
  headers?: HeadersInit;
  /** Path below `/api/v1/`. */
  to: string;
}

export interface Sent {
  status: number;
  body: Json;
}

/** Sends a file as a browser's form does. */
export async function sendFile({ core }: TestCore, sending: Sending): Promise<Sent> {
  const { bytes = PNG, name = 'a cat.png', type = 'image/png', fields = {}, to, headers = {} } = sending;
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new File([bytes], name, { type }));
  return sendBody({ core }, to, form, headers);
}

export async function sendBody(
  { core }: Pick<TestCore, 'core'>,
  to: string,
  body: BodyInit,
  headers: HeadersInit,
): Promise<Sent> {
  const request = new Request(`http://chat.test/api/v1/${to}`, { method: 'POST', headers, body });
  const answer = await core.handle(request);
  return { status: answer.status, body: (await answer.json()) as Json };
}

/** Address of the file in the message that {@link sendFile} answered. */
export const urlIn = ({ body }: Sent): string =>
  ((body.attachments as Json[])[0] as { title_link: string }).title_link;
