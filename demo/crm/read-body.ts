import type { IncomingMessage } from 'node:http';

/** `gone`: the sender hung up in the middle. */
export type BodyRead = { ok: true; text: string } | { ok: false; why: 'too-large' | 'gone' };

/** The body as UTF-8 text of at most `maxBytes`. Never rejects. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<BodyRead> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      // Read on to the end, so that the sender gets the answer instead of a reset.
      if (bytes <= maxBytes) chunks.push(chunk);
    }
  } catch {
    return { ok: false, why: 'gone' };
  }
  if (bytes > maxBytes) return { ok: false, why: 'too-large' };
  return { ok: true, text: Buffer.concat(chunks).toString('utf8') };
}
