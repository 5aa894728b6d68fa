/**
 * One file, five builds and the tests, chosen by mode (`vite build --mode loader`):
 * loader: dist/porthole.js, a classic script, and the types of its API; app: dist/porthole-app.js, the pop-up as a module, which the loader imports by URL;
 * parts: dist/porthole-…-<version>.js, what only some visitors need, which the pop-up imports by URL;
 * demo: dist/demo/, the pages of `npm start`; cli: dist/porthole-cli.js, the command line for the npm package.
 */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const define = { __PORTHOLE_VERSION__: JSON.stringify(version) };

/** Browsers of the same years; with older ones CSS gets a stand-in for `light-dark()`. */
const module = {
  outDir: 'dist',
  emptyOutDir: false,
  target: 'es2022',
  cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
  rollupOptions: {
    // JSX as calls of `h`: smaller than those of Preact's `jsx-runtime`, and one file less.
    transform: {
      inject: { h: ['preact', 'h'], Fragment: ['preact', 'Fragment'] } as Record<string, [string, string]>,
    },
    // Vite keeps the white space of ES libraries; nobody bundles these again.
    output: { minify: true, comments: false },
  },
};
const oxc = { jsx: { runtime: 'classic' as const, pragma: 'h', pragmaFrag: 'Fragment' } };

/** What TypeScript finds in the package. */
const types: Plugin = {
  name: 'types',
  generateBundle() {
    const source = readFileSync(new URL('./widget/loader/rocketchat.d.ts', import.meta.url), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'porthole.d.ts', source });
  },
};

/** A part is one file: what two of them need, each has a copy of, under a name of its own: `safe-url~files.ts`. */
const copies: Plugin = {
  name: 'copies',
  enforce: 'pre',
  async resolveId(source, importer) {
    const found = importer && (await this.resolve(source, importer, { skipSelf: true }));
    if (!found || !/\.tsx?$/.test(found.id)) return null;
    const part = /(~[\w-]+)?\.tsx?$/.exec(importer)?.[1] ?? `~${basename(importer).replace(/\..*/, '')}`;
    return found.id.replace(/(~[\w-]+)?(?=\.tsx?$)/, part);
  },
  load: (id) => (/~[\w-]+\.tsx?$/.test(id) ? readFileSync(id.replace(/~[\w-]+/, ''), 'utf8') : null),
};

/** @note Vite inlines `import()` into an IIFE without a word: the loader knows the app only by URL, so each is a build of its own. */
const builds = {
  loader: {
    define,
    plugins: [types],
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      lib: {
        entry: 'widget/loader/loader.ts',
        formats: ['iife' as const],
        name: 'porthole',
        fileName: () => 'porthole.js',
      },
    },
  },
  app: {
    define,
    oxc,
    build: {
      ...module,
      lib: { entry: 'widget/app/mount.tsx', formats: ['es' as const], fileName: () => 'porthole-app.js' },
    },
  },
  // Loaded by themselves: what they share with the pop-up they are given, or have a copy of.
  parts: {
    define,
    plugins: [copies],
    oxc,
    build: {
      ...module,
      lib: {
        entry: {
          chat: 'widget/app/chat/chat.ts',
          consent: 'widget/app/consent/consent.tsx',
          end: 'widget/app/end/end.tsx',
          menu: 'widget/app/menu/menu.tsx',
          sheet: 'widget/app/sheet/sheet.tsx',
          sound: 'widget/app/sound/sound.ts',
          form: 'widget/app/form/form.tsx',
          triggers: 'widget/app/triggers/triggers.ts',
          files: 'widget/app/files/files.tsx',
          attachments: 'widget/app/attachments/attachments.tsx',
          fields: 'widget/app/fields/fields.tsx',
          live: 'widget/live/live.ts',
          messages: 'widget/app/messages/messages.ts',
          'page-api': 'widget/app/page-api.ts',
        },
        formats: ['es' as const],
        fileName: (_format: string, name: string) => `porthole-${name}-${version}.js`,
      },
    },
  },
  demo: {
    root: 'demo',
    plugins: [preact()],
    build: {
      outDir: '../dist/demo',
      emptyOutDir: true,
      rollupOptions: {
        input: ['demo/index.html', 'demo/site/index.html', 'demo/agent/index.html', 'demo/admin/index.html'],
      },
    },
  },
  cli: {
    define,
    build: {
      ssr: 'mock-server/hosts/main.ts',
      outDir: 'dist',
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'porthole-cli.js' } },
    },
  },
};

/** Nothing is asserted about how fast a thing is, so the limits are those of a busy machine. */
const patience = { testTimeout: 30_000, hookTimeout: 30_000, expect: { poll: { timeout: 10_000 } } };

export default defineConfig(({ mode }) => {
  if (mode in builds) return builds[mode as keyof typeof builds];
  return {
    define,
    plugins: [preact()],
    test: {
      projects: [
        {
          extends: true,
          test: {
            ...patience,
            name: 'node',
            environment: 'node',
            include: [
              'tests/{contract,mock-server,rules,demo}/**/*.test.ts',
              'tests/widget/{wire,transport,state,live,loader}/**/*.test.ts',
              'tests/clients/official-{sdk,schemas}/**/*.test.ts',
              'tests/faults/!(xss)/**/*.test.ts',
            ],
          },
        },
        {
          extends: true,
          test: {
            ...patience,
            name: 'dom',
            environment: 'jsdom',
            include: ['tests/widget/app/**/*.test.{ts,tsx}', 'tests/demo/views/**/*.test.tsx'],
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            environment: 'node',
            include: ['tests/browser/**/*.test.ts', 'tests/faults/xss/**/*.test.ts'],
            globalSetup: ['tests/browser/build-once.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
            // As long as a browser action waits.
            expect: { poll: { timeout: 15_000 } },
            fileParallelism: false,
          },
        },
        {
          extends: true,
          test: {
            // In a browser too, and needs nothing that is built.
            name: 'official-widget',
            environment: 'node',
            include: ['tests/clients/official-widget/**/*.test.ts'],
            globalSetup: ['tests/browser/chromium-once.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
            expect: { poll: { timeout: 15_000 } },
            fileParallelism: false,
          },
        },
      ],
    },
  };
});
