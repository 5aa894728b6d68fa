/** Dark enough for white letters (contrast 4.5 and more). @see WCAG 2.2 1.4.3 */
const COLOURS = ['#b3261e', '#9a3412', '#7c5a00', '#3f6212', '#0f766e', '#1d4ed8', '#6d28d9', '#a21caf'];
const SIDE = 100;

/** A square picture with the initials of a name, always the same for the same name. */
export function initialsSvg(name: string): string {
  const colour = COLOURS[hash(name) % COLOURS.length];
  const text = escapeXml(initialsOf(name));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}">` +
    `<rect width="${SIDE}" height="${SIDE}" fill="${colour}"/>` +
    `<text x="50" y="50" dy=".36em" text-anchor="middle" font-family="system-ui,sans-serif" font-size="44"` +
    ` fill="#fff">${text}</text></svg>`
  );
}

/** First letters of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.split(/[\s._@-]+/u).filter((word) => word !== '');
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word = '') => ([...word][0] ?? '').toUpperCase()).join('') || '?';
}

/** Also drops what XML 1.0 does not allow, which would make the picture unreadable. */
function escapeXml(text: string): string {
  return [...text]
    .filter((letter) => /[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(letter))
    .map((letter) => ESCAPES[letter] ?? letter)
    .join('');
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function hash(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
