import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../../rules/support/repository.ts';
import { LEFT_OUT } from './deviations.ts';

const require = createRequire(import.meta.url);

/** An answer and the endpoint whose type it has to have, in the spelling of `@rocket.chat/rest-typings`: `/v1/livechat/room`. */
export interface TypedAnswer {
  method: string;
  pattern: string;
  answer: unknown;
}

/**
 * `result`: the type of an answer as it is after JSON. Members of an enum are plain text, `any` is anything, extra keys are allowed, and
 * those of `LEFT_OUT` may be missing. Some endpoints have no result in the types: anything fits.
 */
const PRELUDE = `
import type { OperationResult, PathPattern } from '@rocket.chat/rest-typings';
import type { Serialized } from '@rocket.chat/core-typings';
type LeftOut = ${Object.keys(LEFT_OUT)
  .map((key) => `'${key}'`)
  .join(' | ')};
type Plain<T> = [T] extends [null] ? unknown : PlainOne<T>;
type PlainOne<T> = T extends string ? \`\${T}\` : T extends (infer U)[] ? readonly Plain<U>[] : T extends object ? PlainObject<T> : T;
type PlainObject<T> = { readonly [K in keyof T as K extends LeftOut ? never : K]: Plain<T[K]> }
  & { readonly [K in keyof T as K extends LeftOut ? K : never]?: Plain<T[K]> };
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Result<M extends Method, P extends PathPattern> = [OperationResult<M, P>] extends [void]
  ? unknown : Plain<Serialized<OperationResult<M, P>>>;
declare function exact<const T>(value: T): T;
declare function result<M extends Method, P extends PathPattern>(value: Result<M, P>): void;
`.split('\n');

/** What the TypeScript compiler has to say of each, in order. Undefined: nothing. */
export async function checkTypes(answers: readonly TypedAnswer[]): Promise<(string | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'porthole-types-'));
  try {
    const lines = answers.map(({ method, pattern, answer }, at) => {
      const value = `const answer${at} = exact(${JSON.stringify(answer)});`;
      return `${value} result<'${method}', '${pattern}'>(answer${at});`;
    });
    writeFileSync(join(folder, 'answers.ts'), [...PRELUDE, ...lines].join('\n'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG));
    const said = await compile(folder);
    return answers.map((_answer, at) => said.get(PRELUDE.length + at + 1)?.join('\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    paths: { '@rocket.chat/*': [join(ROOT, 'node_modules/@rocket.chat/*')] },
  },
  files: ['answers.ts'],
};

/** The compiler's words by line of `answers.ts`. */
async function compile(folder: string): Promise<Map<number, string[]>> {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stdout: string }) => error);
  const said = new Map<number, string[]>();
  let line = 0;
  for (const text of stdout.split('\n')) {
    const at = /answers\.ts\((\d+),\d+\): error (.*)/.exec(text);
    if (at) line = Number(at[1]);
    else if (/error TS/.test(text)) throw new Error(text);
    const words = at?.[2] ?? text.trim();
    if (line > 0 && words !== '') said.set(line, [...(said.get(line) ?? []), words]);
  }
  return said;
}
