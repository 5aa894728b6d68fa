/** Shorter ones are no secrets, and taking them out would tear up any text. */
const SHORTEST_SECRET = 4;

/**
 * Reads at most `chars` characters of an answer and lets go of the rest, which may have no end. What breaks off is kept as far as it came.
 * Receivers that echo the request (many test services do) would give away the `secrets` in it: those are taken out.
 */
export async function readStart(
  body: ReadableStream<Uint8Array> | null,
  chars: number,
  secrets: readonly string[] = [],
): Promise<string> {
  const hidden = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  // A little more, so that a secret across the end is seen whole.
  const text = await readChars(body, chars + Math.max(0, ...hidden.map((secret) => secret.length)));
  const clean = hidden.reduce((left, secret) => left.replaceAll(secret, '[secret]'), text);
  return startOf(clean, chars);
}

/** At most `chars` characters, and none in half: some take two units. */
export function startOf(text: string, chars: number): string {
  return text.slice(0, chars).replace(/[\ud800-\udbff]$/, '');
}

async function readChars(body: ReadableStream<Uint8Array> | null, chars: number): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (text.length < chars) {
      const { done, value } = await reader.read();
      text += done ? decoder.decode() : decoder.decode(value, { stream: true });
      if (done) return text;
    }
  } catch {
    // The status has been seen, and it alone decides: a body that breaks off changes nothing.
    return text;
  }
  reader.cancel().catch(() => {}); // the connection may be gone already
  return text;
}
