import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile-values.ts';
import type { JsonSchema } from './tap-schemas.ts';

/** Names and ids that exist on the server under test, by the names of the fields that take them. */
export type Known = Record<string, readonly string[]>;

/** Values that fit a schema more often than not, out of what exists on the server; the rest is hostile. */
export function nearSchema(schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 9, arbitrary: fitting(schema, known, name) },
    { weight: 1, arbitrary: hostileValue },
  );
}

function fitting(schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices?.length) return fc.oneof(...choices.map((one) => nearSchema(one, known, name)));
  const type = Array.isArray(schema.type) ? schema.type : [schema.type];
  return fc.oneof(...type.map((one) => ofType(one, schema, known, name)));
}

function ofType(
  type: string | undefined,
  schema: JsonSchema,
  known: Known,
  name: string,
): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return objectNear(schema, known);
    case 'array':
      return fc.array(nearSchema(schema.items ?? {}, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: 3,
      });
    case 'boolean':
      return fc.boolean();
    case 'number':
    case 'integer':
      return fc.oneof(fc.nat(50), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'string':
      return textNear(known, name);
    default:
      return fc.oneof(textNear(known, name), hostileValue);
  }
}

function objectNear({ properties = {}, required = [] }: JsonSchema, known: Known): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const value = nearSchema(schema, known, name);
    const present = required.includes(name) ? 40 : 2;
    return fc.option(fc.tuple(fc.constant(name), value), { freq: present, nil: undefined });
  });
  const surplus = fc.tuple(hostileText, hostileValue);
  return fc
    .tuple(
      ...fields,
      fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: surplus }),
    )
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined)));
}

/** A text that a field of this name may take. */
export function textNear(known: Known, name: string): fc.Arbitrary<string> {
  const fits = known[name] ?? [];
  const any = Object.values(known).flat();
  return fc.oneof(
    ...(fits.length > 0 ? [{ weight: 12, arbitrary: fc.constantFrom(...fits) }] : []),
    { weight: 2, arbitrary: fc.constantFrom(...any) },
    { weight: 2, arbitrary: hostileText },
  );
}
