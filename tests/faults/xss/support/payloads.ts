import { readFileSync } from 'node:fs';

/** Lists of others, each with its source and licence in its header. */
const LISTS = ['dompurify', 'naughty-strings', 'xss-filters'];

/** What runs a script in some place or other when it is followed. */
const SCHEMES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)',
  'javascript://https://example.com/%0aalert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'blob:https://example.com/1',
  'file:///etc/passwd',
  'intent://x#Intent;scheme=javascript;end',
  'view-source:https://example.com/',
];
/** Where a message may carry an address. */
const PLACES: ((address: string) => string)[] = [
  (address) => address,
  (address) => `[click](${address})`,
  (address) => `![click](${address})`,
  (address) => `<${address}>`,
  (address) => `**[click](${address})**`,
  (address) => `> [click](${address})`,
  (address) => `- [click](${address})`,
  (address) => `[click](https://example.com/ "${address}")`,
  (address) => `[https://example.com/](${address})`,
];
/** Markup of ours with markup of theirs in it. */
const MIXED = [
  '[<img src=x onerror=alert(1)>](https://example.com/)',
  '[x](https://example.com/"onmouseover="alert(1))',
  "[x](https://example.com/'onmouseover='alert(1))",
  'https://example.com/"onmouseover="alert(1)',
  'https://example.com/?<script>alert(1)</script>',
  'https://user:pass@example.com/\\@javascript:alert(1)',
  'ann@example.com"onclick=alert(1)',
  '`<img src=x onerror=alert(1)>`',
  '```\n<script>alert(1)</script>\n```',
  '```html\n<img src=x onerror=alert(1)>\n```',
  '**<b onmouseover=alert(1)>bold</b>**',
  '_<svg/onload=alert(1)>_',
  '~<details open ontoggle=alert(1)>~',
  '> <iframe src=javascript:alert(1)>',
  '- <a href=javascript:alert(1)>x</a>\n- <img src=x onerror=alert(1)>',
  '1. <style>@import "javascript:alert(1)"</style>',
  '{{constructor.constructor("alert(1)")()}}',
  ['$', '{alert(1)}'].join(''),
  '{"__proto__":{"onerror":"alert(1)"}}',
  '</script><script>alert(1)</script>',
  '\u2028alert(1)\u2029',
  '\u202Ealert(1)\u202C<img src=x onerror=alert(1)>',
  '{name}{count}$&$1',
];

/** Payloads of the lists, each once. */
export function listedPayloads(): string[] {
  const folder = new URL('../corpus/', import.meta.url);
  const all = LISTS.flatMap(
    (name) =>
      (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { payloads: string[] }).payloads,
  );
  return [...new Set(all)];
}

/** The same attacks in the markup that our renderer knows. */
export function ownPayloads(): string[] {
  return [...SCHEMES.flatMap((address) => PLACES.map((place) => place(address))), ...MIXED];
}
