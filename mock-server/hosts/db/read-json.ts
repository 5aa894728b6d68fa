import type { IncomingMessage } from 'node:http';

/** Largest body that `/db` takes, in bytes. */
export const MAX_DB_BODY_BYTES = 64 * 1024;

/** The JSON of a body, or why there is none. An empty body is `undefined`. */
export async function readJson(
  incoming: IncomingMessage,
): Promise<{ ok: true; value: unknown } | { ok: false; status: 400 | 413; why: string }> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    size += (part as Buffer).length;
    if (size > MAX_DB_BODY_BYTES) {
      return { ok: false, status: 413, why: `the body is larger than ${MAX_DB_BODY_BYTES} bytes` };
    }
    parts.push(part as Buffer);
  }
  const text = Buffer.concat(parts).toString('utf8');
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, status: 400, why: `the body is not JSON: ${(error as Error).message}` };
  }
}
