import { expect, test } from 'vitest';
import { html } from '../../../demo/frame/html.ts';

test('values stand in a page as text', () => {
  const name = `<script>alert("x")</script>' & more`;
  expect(html`<p title="${name}">${name}</p>`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39; &amp; more">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39; &amp; more</p>',
  );
});

test('pages in pages stay what they are, lists and numbers too', () => {
  const items = ['a', '<b>'].map((one) => html`<li>${one}</li>`);
  expect(html`<ul>${items}</ul>${7}`.text).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>7');
});
