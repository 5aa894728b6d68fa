import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

export interface FindChromiumOptions {
  /** Whether to install one when none is there: Debian's package when root, else Playwright's own download. @default false */
  install?: boolean;
  /** Where progress is told. @default console.error */
  log?: (line: string) => void;
}

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const APPLICATIONS: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [];
  }),
};

/**
 * Path of a Chromium or Chrome that starts: `PORTHOLE_CHROMIUM`, else on the PATH, else the platform's usual places, else Playwright's
 * cache. Throws an error that lists where it looked and what to do.
 */
export function findChromium({
  install = false,
  log = (line) => console.error(line),
}: FindChromiumOptions = {}): string {
  const named = process.env.PORTHOLE_CHROMIUM;
  if (named) {
    if (starts(named)) return named;
    throw new Error(
      `PORTHOLE_CHROMIUM is ${named}, but \`${named} --version\` does not run: correct or unset it`,
    );
  }
  const found = candidates().find(starts);
  if (found) return found;
  const tried: string[] = [];
  for (const [what, command] of install ? installers() : []) {
    log(`No Chromium found, trying ${what}: ${command.join(' ')}`);
    const [program = '', ...args] = command;
    const { status, stderr, error } = spawnSync(program, args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = candidates().find(starts);
    if (installed) return installed;
    tried.push(`  ${what}: ${error?.message ?? lastLine(stderr) ?? `exit status ${status}`}`);
  }
  throw new Error(
    [
      'The browser tests need a Chromium or Chrome and found none. Looked at:',
      ...candidates().map((path) => `  ${path}`),
      ...(tried.length > 0 ? ['Tried to install one:', ...tried] : []),
      'Install Chromium or Chrome, run `npx playwright-core install chromium`, or set PORTHOLE_CHROMIUM to the path of one.',
    ].join('\n'),
  );
}

function candidates(): string[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'].filter(Boolean);
  const onPath = [...new Set(folders)].flatMap((folder) => COMMANDS.map((name) => join(folder, name)));
  const existing = onPath.filter(isExecutable);
  const named = existing.length > 0 ? existing : COMMANDS.map((name) => `${name} on the PATH`);
  return [...named, ...(APPLICATIONS[process.platform] ?? []), chromium.executablePath()];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @note Being there is not enough: Ubuntu's `chromium-browser` may be a script that asks for snap. */
function starts(path: string): boolean {
  if (!isExecutable(path)) return false;
  // Chrome on Windows does not print its version, it opens a window.
  if (process.platform === 'win32') return true;
  try {
    return /\d+\.\d+/.test(
      execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: 'pipe' }),
    );
  } catch {
    return false;
  }
}

/** Ways to install one here, most likely first: what, and the command. */
function installers(): [string, string[]][] {
  const isRoot = process.getuid?.() === 0;
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  const viaApt: [string, string[]][] =
    isRoot && isDebian()
      ? [
          [
            'the Debian package',
            ['sh', '-c', 'apt-get update -q && apt-get install -y -q --no-install-recommends chromium'],
          ],
        ]
      : [];
  const withDeps = isRoot ? ['--with-deps'] : [];
  return [
    ...viaApt,
    ["Playwright's download", [process.execPath, cli, 'install', ...withDeps, '--no-shell', 'chromium']],
  ];
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function lastLine(text: string | null): string | undefined {
  return text?.trim().split('\n').at(-1) || undefined;
}
