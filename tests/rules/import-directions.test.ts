import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IMPORT_TABLE, type ImportRow, isDecoder } from './support/import-table.ts';
import { type ImportLine, readImports } from './support/read-imports.ts';
import { ROOT, sourcesBelow } from './support/repository.ts';

const FOLDERS = ['widget', 'mock-server', 'demo', 'tests'];

const isBelow = (file: string, path: string): boolean => file === path || file.startsWith(`${path}/`);

function rowOf(file: string): ImportRow | undefined {
  return IMPORT_TABLE.filter(({ path }) => isBelow(file, path)).sort(
    (a, b) => b.path.length - a.path.length,
  )[0];
}

/** Name of the package in a specifier: `@scope/name/deep` → `@scope/name`, `node:fs` → `node:*`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:*';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** What is wrong with an import, in words; undefined when nothing is. */
function complaint(line: ImportLine): string | undefined {
  const { from, specifier, file, isType, names } = line;
  const said = `${from} imports ${specifier}`;
  if (file?.startsWith('..')) return `${said}: outside the repository`;
  if (isBelow(from, 'tests')) return undefined;
  const row = rowOf(from);
  if (!row) return `${from} is in no row of the import table`;
  if (file === undefined) {
    const name = packageOf(specifier);
    return row.packages.includes(name) || (isType && row.typePackages?.includes(name))
      ? undefined
      : `${said}: ${row.path} may not import the package ${name}`;
  }
  if (isBelow(file, row.path)) return undefined;
  if (isBelow(from, 'mock-server') && isBelow(file, 'widget/wire') && names.some(isDecoder))
    return `${said}: decoders are the widget's own`;
  if (row.values.some((path) => isBelow(file, path))) return undefined;
  const typesOnly = row.types.some((path) => isBelow(file, path));
  if (typesOnly && isType) return undefined;
  return typesOnly ? `${said}: only as \`import type\`` : `${said}: ${row.path} may not import it`;
}

test.each(FOLDERS)('imports of %s point inward', (folder) => {
  const files = sourcesBelow(folder);
  expect(files.length, `sources in ${folder}`).toBeGreaterThan(0);
  const lines = files.flatMap((file) => readImports(file));
  expect(lines.length, `imports in ${folder}`).toBeGreaterThan(0);
  expect(lines.map(complaint).filter((text) => text !== undefined)).toEqual([]);
  const lost = lines.filter(({ file }) => file !== undefined && !existsSync(join(ROOT, file)));
  expect(lost.map(({ from, specifier }) => `${from} imports ${specifier}: no such file`)).toEqual([]);
});

test('each row of the import table is about something that is there', () => {
  const gone = IMPORT_TABLE.flatMap(({ path, values, types }) => [path, ...values, ...types]);
  expect(gone.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('the table refuses what it is there to refuse', () => {
  const verdicts = [
    ['widget/wire/a.ts', "import { x } from '../state/porthole.ts'"],
    ['widget/wire/a.ts', "import { h } from 'preact'"],
    ['widget/state/a.ts', "import { c } from '../ports/clock.ts'"],
    ['widget/state/a.ts', "import { type C } from '../ports/clock.ts'"],
    ['widget/app/view.tsx', "const t = await import('../transport/create-transport.ts')"],
    ['widget/live/a.ts', "import { effect } from '@preact/signals-core'"],
    ['widget/app/messages/a.tsx', "import { Component } from 'preact'"],
    ['widget/app/messages/a.tsx', "import { t } from '../text/words.ts'"],
    ['widget/loader/a.ts', "export { mount } from '../app/mount.tsx'"],
    ['widget/app/a.ts', "import type { Core } from '../../mock-server/core/core.ts'"],
    ['mock-server/core/a.ts', "import type { Outbox } from '../outbox/outbox.ts'"],
    ['mock-server/outbox/a.ts', "type E = import('../core/events.ts').DomainEvent"],
    ['mock-server/core/a.ts', "import 'node:fs'"],
    ['mock-server/core/a.ts', "import { createMemoryStore } from '../store/memory-store.ts'"],
    ['mock-server/core/a.ts', "import { decodeServerFrame } from '../../widget/wire/ddp-frames.ts'"],
    ['mock-server/store/memory-store.ts', "import { WebSocketServer } from 'ws'"],
    ['mock-server/hosts/a.ts', "import { start } from '../../demo/start.ts'"],
    ['mock-server/hosts/a.ts', "import { mount } from '../../widget/app/mount.tsx'"],
    ['demo/agent/a.ts', "import { startMockServer } from '../../mock-server/hosts/create-server.ts'"],
    ['demo/agent/a.ts', "import { STREAMS } from '../../widget/wire/streams.ts'"],
    ['widget/new-folder/a.ts', "import './b.ts'"],
  ].map(([file = '', text = '']) => readImports(file, text).map(complaint));
  expect(verdicts.filter(([first]) => first === undefined)).toEqual([]);
  expect(verdicts).toHaveLength(21);
});
