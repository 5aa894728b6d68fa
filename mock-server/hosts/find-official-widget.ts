import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@rocket.chat/livechat';

/** `--widget official`, and the package is not there. */
export class OfficialWidgetMissing extends Error {}

/**
 * `build/` of the official widget's package, as Node finds it from the current folder or from this file. It is no dependency of this
 * package: most who start the mock never need it.
 * @throws OfficialWidgetMissing
 */
export function findOfficialWidget(folder = process.cwd(), self = fileURLToPath(import.meta.url)): string {
  for (const place of [join(folder, 'package.json'), self]) {
    const dir = buildDir(place);
    if (dir !== undefined) return dir;
  }
  throw new OfficialWidgetMissing(
    `Rocket.Chat's own widget is not installed: npm install --no-save --ignore-scripts ${PACKAGE}@1.13.3`,
  );
}

function buildDir(from: string): string | undefined {
  try {
    const dir = join(dirname(createRequire(from).resolve(`${PACKAGE}/package.json`)), 'build');
    return existsSync(join(dir, 'index.html')) ? dir : undefined;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
