/**
 * Who may import whom. A file obeys the row with the longest path that it starts with; its own folder (the row's path) is always allowed.
 * CONTRIBUTING carries the same table in words, with the reasons.
 */
export interface ImportRow {
  /** Folder or file. */
  path: string;
  /** Folders or files of ours that may be imported in full. */
  values: string[];
  /** Of these only types, which vanish from the built code. */
  types: string[];
  /** Packages, `node:*` for all of Node. */
  packages: string[];
  /** Of these packages only types. */
  typePackages?: string[];
}

const STORE_INTERFACE = ['mock-server/store/store.ts', 'mock-server/store/documents.ts'];
const PREACT = ['preact', '@preact/signals', '@preact/signals-core'];

export const IMPORT_TABLE: ImportRow[] = [
  { path: 'widget/wire', values: [], types: [], packages: [] },
  { path: 'widget/ports', values: [], types: [], packages: [] },
  { path: 'widget/transport', values: ['widget/wire', 'widget/ports'], types: [], packages: [] },
  {
    path: 'widget/state',
    values: ['widget/wire'],
    types: ['widget/transport', 'widget/ports'],
    packages: ['@preact/signals-core'],
  },
  // Parts are given signals and Preact, so that there is one copy of them.
  {
    path: 'widget/live',
    values: ['widget/wire', 'widget/transport'],
    types: ['widget/state', 'widget/ports'],
    packages: [],
  },
  {
    path: 'widget/app',
    values: ['widget/state', 'widget/wire/result.ts'],
    types: ['widget/wire', 'widget/loader/rocketchat.d.ts'],
    packages: PREACT,
  },
  {
    path: 'widget/app/messages',
    values: ['widget/app/text/en.ts'],
    types: ['widget/app', 'widget/state'],
    packages: [],
    typePackages: ['preact'],
  },
  // The other parts of the pop-up. Of what more than one of them imports, each is built with a copy.
  ...['chat', 'consent', 'end', 'form', 'menu', 'sheet', 'triggers', 'files', 'attachments', 'fields'].map(
    (part) => ({
      path: `widget/app/${part}`,
      values: [
        `widget/app/text/en-${part}.ts`,
        'widget/app/safe-pattern.ts',
        'widget/app/messages/safe-url.ts',
        'widget/app/page-fields.ts',
      ],
      types: ['widget/app', 'widget/state', 'widget/wire'],
      packages: [],
      typePackages: ['preact'],
    }),
  ),
  {
    path: 'widget/app/sound',
    values: [],
    types: ['widget/app'],
    packages: [],
  },
  {
    path: 'widget/app/mount.tsx',
    values: ['widget/app', 'widget/state', 'widget/transport', 'widget/ports'],
    types: ['widget/wire', 'widget/loader'],
    packages: PREACT,
  },
  { path: 'widget/loader', values: ['widget/ports'], types: ['widget/app'], packages: [] },

  { path: 'mock-server/ports', values: [], types: [], packages: [] },
  { path: 'mock-server/store', values: ['mock-server/ports'], types: ['widget/wire'], packages: [] },
  {
    path: 'mock-server/store/sqlite-journal.ts',
    values: ['mock-server/store'],
    types: [],
    packages: ['node:*', '@photostructure/sqlite'],
  },
  {
    path: 'mock-server/store/load-sqlite.ts',
    values: ['mock-server/store'],
    types: [],
    packages: ['@photostructure/sqlite'],
  },
  {
    path: 'mock-server/store/sqlite-file.ts',
    values: ['mock-server/store'],
    types: [],
    packages: ['node:*'],
  },
  {
    path: 'mock-server/core',
    values: [...STORE_INTERFACE, 'mock-server/ports', 'widget/wire'],
    types: [],
    packages: ['hono', 'ajv'],
  },
  {
    path: 'mock-server/outbox',
    values: [...STORE_INTERFACE, 'mock-server/ports', 'widget/wire'],
    types: [],
    packages: [],
  },
  {
    path: 'mock-server/hosts',
    values: ['mock-server', 'widget/wire'],
    types: [],
    packages: ['node:*', 'ws', 'json-server', 'msw', 'sirv', 'hono', '@hono/node-server', 'express'],
  },

  { path: 'demo', values: [], types: ['widget/wire'], packages: [] },
  { path: 'demo/kit', values: [], types: ['widget/wire'], packages: PREACT },
  { path: 'demo/site', values: ['demo/kit'], types: ['widget/wire'], packages: PREACT },
  { path: 'demo/agent', values: ['demo/kit'], types: ['widget/wire'], packages: PREACT },
  { path: 'demo/admin', values: ['demo/kit'], types: ['widget/wire'], packages: PREACT },
  { path: 'demo/window', values: ['demo/kit', 'demo/what-to-do.ts'], types: [], packages: PREACT },
  { path: 'demo/crm', values: ['demo/kit'], types: ['widget/wire'], packages: ['node:*'] },
  { path: 'demo/rd-station', values: ['demo/crm', 'demo/kit'], types: [], packages: ['node:*'] },
  { path: 'demo/messenger', values: ['demo/crm', 'demo/kit'], types: [], packages: ['node:*'] },
  { path: 'demo/frame', values: ['demo/kit'], types: [], packages: ['node:*'] },
  {
    path: 'demo/server',
    values: ['demo/crm', 'demo/frame', 'demo/kit', 'demo/messenger', 'demo/rd-station'],
    types: [],
    packages: ['node:*', 'sirv'],
  },
  // The one that starts everything.
  {
    path: 'demo/start.ts',
    values: ['demo', 'mock-server/hosts'],
    types: [],
    packages: ['node:*', 'sirv', 'vite'],
  },
];

/** Decoders stay on the widget's side: the mock reads frames with its own, or both could share one wrong idea of the protocol. */
export const isDecoder = (name: string): boolean => /^decode|Decoder$/.test(name);
