import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { read } from './repository.ts';

export interface ImportLine {
  /** The file that imports, relative to the repository. */
  from: string;
  /** As written. */
  specifier: string;
  /** Relative imports: the file meant, relative to the repository. Packages and `node:*`: undefined. */
  file: string | undefined;
  /** Whether the import disappears when types are erased. */
  isType: boolean;
  /** Imported names; `*` for all, `default` for the default. Empty for a bare or dynamic import. */
  names: string[];
}

/** Every import of a file: static, re-exporting, dynamic and `import('…').Type`, read by a real parser. */
export function readImports(from: string, text = read(from)): ImportLine[] {
  const { module, program, errors } = parseSync(from, text);
  const [error] = errors;
  if (error) throw new Error(`${from}: ${error.message}`);
  const lines: ImportLine[] = [];
  const add = (specifier: string, isType: boolean, names: string[]): void => {
    const isRelative = specifier.startsWith('.');
    const file = isRelative ? posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')) : undefined;
    lines.push({ from, specifier, file, isType, names });
  };
  for (const { moduleRequest, entries, start, end } of module.staticImports) {
    // `import { type A }` leaves `import {}` behind, which still loads the file: only `import type` vanishes.
    const isType = /^import\s+type\s/.test(text.slice(start, end));
    add(
      moduleRequest.value,
      isType,
      entries.map(({ importName }) => importName.name ?? nameOf(importName.kind)),
    );
  }
  for (const { start, end, entries } of module.staticExports) {
    const isType = /^export\s+type\s/.test(text.slice(start, end));
    const [first] = entries;
    if (!first?.moduleRequest) continue;
    const names = entries.map(({ importName }) => importName.name ?? nameOf(importName.kind));
    add(first.moduleRequest.value, isType, names);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const written = text.slice(moduleRequest.start, moduleRequest.end);
    const literal = /^(['"`])([^$]*)\1$/.exec(written)?.[2];
    if (literal !== undefined) add(literal, false, []);
  }
  new Visitor({
    TSImportType: ({ source }) => {
      if (typeof source.value === 'string') add(source.value, true, []);
    },
  }).visit(program);
  return lines;
}

function nameOf(kind: string): string {
  return kind === 'Default' ? 'default' : '*';
}
