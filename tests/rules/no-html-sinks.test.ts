import { parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';
import { read, sourcesBelow } from './support/repository.ts';

/** Properties and methods that read a string as HTML. `style.cssText` is not among them: policies allow the CSSOM, and it reads declarations only. */
const SINKS = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'createContextualFragment',
  'parseFromString',
  'srcdoc',
  'write',
  'writeln',
]);
/** `write` is dangerous on documents only. */
const ON_DOCUMENT = new Set(['write', 'writeln']);

/** Where a source hands a string to an HTML parser, a script compiler or a style attribute. */
function sinksIn(file: string, text: string): string[] {
  const { program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const found: string[] = [];
  const add = (what: string, start: number): void => {
    found.push(`${file}:${text.slice(0, start).split('\n').length} ${what}`);
  };
  const nameOf = (node: { type: string; name?: unknown; value?: unknown }): string =>
    String(node.type === 'Literal' ? node.value : node.name);
  new Visitor({
    MemberExpression({ object, property, start }) {
      const name = nameOf(property);
      if (!SINKS.has(name)) return;
      if (ON_DOCUMENT.has(name) && !text.slice(object.start, object.end).endsWith('document')) return;
      add(name, start);
    },
    CallExpression({ callee, arguments: [first], start }) {
      if (callee.type === 'Identifier' && ['eval', 'Function'].includes(callee.name)) add(callee.name, start);
      const isTimer = callee.type === 'Identifier' && /^set(Timeout|Interval)$/.test(callee.name);
      if (isTimer && first?.type === 'Literal') add(callee.name, start);
      const setsAttribute = callee.type === 'MemberExpression' && nameOf(callee.property) === 'setAttribute';
      const isDangerous = first?.type === 'Literal' && /^(style|on\w+|srcdoc)$/i.test(String(first.value));
      if (setsAttribute && isDangerous) add(`setAttribute(${String(first.value)})`, start);
    },
    NewExpression({ callee, start }) {
      if (callee.type === 'Identifier' && callee.name === 'Function') add('new Function', start);
    },
    JSXAttribute({ name, value, start }) {
      const attribute = nameOf(name);
      if (attribute === 'dangerouslySetInnerHTML' || attribute === 'srcdoc') add(attribute, start);
      if (attribute === 'style' && value?.type === 'Literal') add('style as a string', start);
    },
    Property({ key, start }) {
      if (nameOf(key) === 'dangerouslySetInnerHTML') add('dangerouslySetInnerHTML', start);
    },
  }).visit(program);
  return found;
}

test.each(['widget', 'demo'])('no source of %s gives a string to an HTML parser or compiler', (folder) => {
  const files = sourcesBelow(folder);
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((file) => sinksIn(file, read(file)))).toEqual([]);
});

test.each([
  'el.innerHTML = text',
  "el['outerHTML'] = text",
  'el?.insertAdjacentHTML("beforeend", text)',
  'document.write(text)',
  'window.document.write(text)',
  'eval(text)',
  'new Function(text)',
  'setTimeout("go()", 1)',
  "el.setAttribute('style', text)",
  "el.setAttribute('onclick', text)",
  '<p dangerouslySetInnerHTML={{ __html: text }} />',
  "h('p', { dangerouslySetInnerHTML: { __html: text } })",
  '<p style="color: red" />',
])('%s is found', (text) => {
  expect(sinksIn('a.tsx', text).length).toBeGreaterThan(0);
});

test.each([
  'stream.write(text)',
  'setTimeout(go, 1)',
  "el.setAttribute('role', text)",
  '<p style={{ color }} />',
])('%s is allowed', (text) => {
  expect(sinksIn('a.tsx', text)).toEqual([]);
});
