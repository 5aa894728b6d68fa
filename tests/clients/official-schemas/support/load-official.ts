import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Ajv, ValidateFunction } from 'ajv';
import { build } from 'vite';

const require = createRequire(import.meta.url);

/** Rocket.Chat's own schemas: the validators of `@rocket.chat/rest-typings`, and the records of `@rocket.chat/core-typings` (`IMessage` …). */
export interface Official {
  /** Names of the validators and records. */
  readonly names: ReadonlySet<string>;
  /** What is wrong with `value` by the schema of that name, in AJV's words. Undefined: nothing. */
  problemWith(name: string, value: unknown): string | undefined;
  /** The text with which a server refuses a body; undefined when it takes it, coerced if need be. @see Rocket.Chat `ApiClass.ts` */
  refusalOf(name: string, body: unknown): string | undefined;
  /** As `problemWith`, for a query: its values are text, which the validators coerce. Elsewhere a coerced value counts as wrong. */
  problemWithQuery(name: string, value: unknown): string | undefined;
}

export async function loadOfficial(): Promise<Official> {
  const typings = await requireBundled('@rocket.chat/rest-typings');
  const ajv = typings.ajv as Ajv;
  const records = (require('@rocket.chat/core-typings') as { schemas: Components }).schemas.components
    .schemas;
  // As the server does it: the records refer to each other under these names.
  for (const [name, schema] of Object.entries(records)) {
    ajv.addSchema(name === OVERLAPPING ? anyOf(schema) : schema, `#/components/schemas/${name}`);
  }
  const validators = new Map<string, ValidateFunction>();
  for (const [name, exported] of Object.entries(typings)) {
    if (isValidator(exported)) validators.set(name, exported);
  }
  for (const name of Object.keys(records)) {
    validators.set(name, ajv.compile({ $ref: `#/components/schemas/${name}` }));
  }
  validators.set('meSuccessResponseSchema', ajv.compile(typings.meSuccessResponseSchema as object));

  function validatorOf(name: string): ValidateFunction {
    const validate = validators.get(name);
    if (!validate) throw new Error(`there is no official schema ${name}`);
    return validate;
  }

  function judge(name: string, value: unknown): { problem: string | undefined; coerced: boolean } {
    const validate = validatorOf(name);
    const copy: unknown = structuredClone(value);
    if (!validate(copy)) return { problem: wordsOf(validate), coerced: false };
    return { problem: undefined, coerced: !isDeepStrictEqual(copy, value) };
  }
  return {
    names: new Set(validators.keys()),
    refusalOf(name, body) {
      const validate = validatorOf(name);
      if (validate(structuredClone(body))) return undefined;
      return (validate.errors ?? []).map(({ message }) => message).join('\n ');
    },
    problemWithQuery: (name, value) => judge(name, value).problem,
    problemWith(name, value) {
      const { problem, coerced } = judge(name, value);
      return problem ?? (coerced ? 'a value is right only after coercion' : undefined);
    },
  };
}

/** A union of TypeScript, written as `oneOf`: yet every attachment of a file is two of its members, on a server as well. */
const OVERLAPPING = 'MessageAttachment';
const anyOf = ({ oneOf }: { oneOf?: unknown }): object => ({ anyOf: oneOf });

interface Components {
  components: { schemas: Record<string, object & { oneOf?: unknown }> };
}

function isValidator(value: unknown): value is ValidateFunction {
  return typeof value === 'function' && 'schema' in value;
}

function wordsOf({ errors }: ValidateFunction): string {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim()).join('\n ');
}

/** The package's modules have names without extensions, which Node does not resolve: bundled into one they need none. */
async function requireBundled(name: string): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'porthole-official-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: require.resolve(name),
        outDir: folder,
        minify: false,
        rollupOptions: { output: { format: 'cjs', entryFileNames: 'official.cjs' } },
      },
    });
    return require(join(folder, 'official.cjs'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
