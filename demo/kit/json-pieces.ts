/** A run of pretty-printed JSON of one kind. */
export interface JsonPiece {
  kind: 'key' | 'text' | 'other' | 'plain';
  text: string;
}

/** A string, with a colon behind it when it is a key; or a number, true, false, null. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\btrue\b|\bfalse\b|\bnull\b/g;

/** Pretty-prints JSON text with two spaces; what does not parse comes back as it is. */
export function prettyJson(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Cuts JSON text into pieces to colour; joined they are the text again. */
export function jsonPieces(text: string): JsonPiece[] {
  const pieces: JsonPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) pieces.push({ kind: 'plain', text: text.slice(end, match.index) });
    const [whole, quoted, colon] = match;
    if (quoted === undefined) pieces.push({ kind: 'other', text: whole });
    else if (colon === undefined) pieces.push({ kind: 'text', text: quoted });
    else pieces.push({ kind: 'key', text: quoted }, { kind: 'plain', text: colon });
    end = match.index + whole.length;
  }
  if (end < text.length) pieces.push({ kind: 'plain', text: text.slice(end) });
  return pieces;
}
