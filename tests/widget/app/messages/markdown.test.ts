import { h, render } from 'preact';
import { expect, test } from 'vitest';
import { createMarkdown } from '../../../../widget/app/messages/markdown.ts';

const markdown = createMarkdown({ h });

function html(text: string): string {
  const place = document.createElement('div');
  render(markdown(text), place);
  return place.innerHTML;
}
const REL = 'target="_blank" rel="noopener noreferrer nofollow ugc"';

test.each([
  ['plain', 'hello', '<p>hello</p>'],
  ['line break', 'a\nb', '<p>a<br>b</p>'],
  ['paragraphs', 'a\n\nb', '<p>a</p><p>b</p>'],
  ['bold, one star', 'a *b* c', '<p>a <strong>b</strong> c</p>'],
  ['bold, two stars', '**b**', '<p><strong>b</strong></p>'],
  ['italic', '_b_', '<p><em>b</em></p>'],
  ['strike', '~b~ ~~c~~', '<p><s>b</s> <s>c</s></p>'],
  ['nested', '*a _b_*', '<p><strong>a <em>b</em></strong></p>'],
  ['code', '`*a*`', '<p><code>*a*</code></p>'],
  ['code block', 'x\n```js\nlet a;\n```\ny', '<p>x</p><pre><code>let a;</code></pre><p>y</p>'],
  ['open fence stays text', 'a ```b', '<p>a ```b</p>'],
  ['quote', '> a\n> b', '<blockquote>a<br>b</blockquote>'],
  ['list', '- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
  ['numbers', '1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
  ['text, list, text', 'a\n- b\nc', '<p>a</p><ul><li>b</li></ul><p>c</p>'],
  ['product', '2*3*4', '<p>2*3*4</p>'],
  ['snake case', 'a_b_c', '<p>a_b_c</p>'],
  ['lone stars', 'a * b * c', '<p>a * b * c</p>'],
  ['nothing', '', ''],
  ['blank lines only', '\n \n', ''],
  [
    'web address',
    'see https://a.example/x.',
    `<p>see <a href="https://a.example/x" ${REL}>https://a.example/x</a>.</p>`,
  ],
  [
    'address in brackets',
    '(https://a.example)',
    `<p>(<a href="https://a.example/" ${REL}>https://a.example</a>)</p>`,
  ],
  [
    'mail address',
    'a@b.example',
    `<p><a href="mailto:a@b.example" ${REL} title="mailto:a@b.example">a@b.example</a></p>`,
  ],
  [
    'link says where it goes',
    '[here](https://a.example/)',
    `<p><a href="https://a.example/" ${REL} title="https://a.example/">here</a></p>`,
  ],
  ['telephone', '[call](tel:+123)', `<p><a href="tel:+123" ${REL} title="tel:+123">call</a></p>`],
])('renders %s', (_, text, expected) => {
  expect(html(text)).toBe(expected);
});

test.each([
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert)',
  '[a](java\tscript:alert)',
  '[a](data:text/html,x)',
  '[a](vbscript:x)',
  '[a](file:///etc/passwd)',
  '[a](/relative)',
  '[a](//evil.example)',
  '[a](blob:x)',
])('makes no link of %s', (text) => {
  const place = document.createElement('div');
  render(markdown(text), place);
  expect(place.querySelector('a')).toBeNull();
  expect(place.textContent).toBe(text);
});

test.each([
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '**<b onclick=x>**',
  '`<svg/onload=x>`',
  '```<iframe srcdoc=x>```',
  '> <a href=javascript:x>y</a>',
])('keeps markup of others as text: %s', (text) => {
  const place = document.createElement('div');
  render(markdown(text), place);
  expect(place.querySelector('img, script, b, svg, iframe, a')).toBeNull();
});

/** A pattern with quadratic time would need minutes here, more than the runner allows a test. */
test.each([
  '[',
  '*',
  '_',
  '~',
  '`',
  '```',
  '> ',
  '[a](',
  '*a ',
  '_*~',
  'a@',
  'https://',
  '- ',
  '![',
  '**_~~`[',
  '.',
])('ends on 200,000 characters of %s', (piece) => {
  const text = piece.repeat(200_000 / piece.length);
  expect(markdown(text)).toBeDefined();
  expect(markdown(`https://a.example/${text}`)).toBeDefined();
});
