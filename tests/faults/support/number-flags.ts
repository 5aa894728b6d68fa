import { parseArgs } from 'node:util';

/** Flags that are numbers, `--rounds 200`, with what they are when left out. Ends the process with 2 on any other. */
export function numberFlags<K extends string>(defaults: Record<K, number>): Record<K, number> {
  const options = Object.fromEntries(
    Object.keys(defaults).map((name) => [name, { type: 'string' as const }]),
  );
  try {
    const { values } = parseArgs({ options });
    const given = Object.entries(values).map(([name, text]): [string, number] => {
      const value = Number(text);
      if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} takes a number, and got ${text}`);
      return [name, value];
    });
    return { ...defaults, ...Object.fromEntries(given) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
