/**
 * One file, four builds and the tests, chosen by mode (`vite build --mode loader`):
 * loader: dist/porthole.js, a classic script, and the types of its API; app: dist/porthole-app.js, the pop-up as a module, which the loader imports by URL;
 * demo: dist/demo/, the pages of `npm start`; cli: dist/porthole-cli.js, the command line for the npm package.
 */

import { readFileSync } from 'node:fs';
import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const define = { __PORTHOLE_VERSION__: JSON.stringify(version) };

/** What TypeScript finds in the package. */
const types: Plugin = {
  name: 'types',
  generateBundle() {
    const source = readFileSync(new URL('./widget/loader/rocketchat.d.ts', import.meta.url), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'porthole.d.ts', source });
  },
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
    plugins: [preact()],
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      // Browsers of the same years; older targets add a stand-in for `light-dark()`.
      cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
      lib: { entry: 'widget/app/mount.tsx', formats: ['es' as const], fileName: () => 'porthole-app.js' },
      // Vite keeps the white space of ES libraries; nobody bundles this one again. Parts have the version in their name, since
      // they are loaded without the query that the loader adds.
      rollupOptions: {
        output: { minify: true, comments: false, chunkFileNames: `porthole-[name]-${version}.js` },
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
              'tests/widget/{wire,transport,state,loader}/**/*.test.ts',
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
