/**
 * Request schemas, checked as Rocket.Chat checks them: AJV with coercion and `additionalProperties: false`, first error only.
 * AJV itself, because clients and tests match on its sentences.
 * @see npm `@rocket.chat/rest-typings` `dist/v1/Ajv.js`, `dist/v1/omnichannel.js`
 */
import { Ajv, type ValidateFunction } from 'ajv';
import { MeteorError } from '../meteor-error.ts';

const bodies = new Ajv({ coerceTypes: true, allowUnionTypes: true });
const queries = new Ajv({ coerceTypes: 'array', allowUnionTypes: true });

/** A checker for a JSON body or for query values; answers the coerced value typed as `T`. */
export type Check<T> = (value: unknown) => T;

export const bodyOf = <T>(schema: object): Check<T> => check(bodies.compile(schema));
export const queryOf = <T>(schema: object): Check<T> => check(queries.compile(schema));

function check<T>(validate: ValidateFunction): Check<T> {
  return (value) => {
    if (validate(value)) return value as T;
    throw new MeteorError(
      'invalid-params',
      validate.errors?.map((error) => error.message).join('\n ') ?? 'invalid',
    );
  };
}

/** Object schema without further properties. Names that end in `?` are optional and may be null. */
export function strict(properties: Record<string, object>): object {
  const entries = Object.entries(properties).map(([name, schema]): [string, object, boolean] =>
    name.endsWith('?') ? [name.slice(0, -1), { ...schema, nullable: true }, false] : [name, schema, true],
  );
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name, schema])),
    required: entries.filter(([, , required]) => required).map(([name]) => name),
    additionalProperties: false,
  };
}

export const STRING = { type: 'string' };
export const NUMBER = { type: 'number' };
export const BOOLEAN = { type: 'boolean' };
export const listOf = (items: object, minItems = 0): object => ({ type: 'array', items, minItems });
/** `count`, `offset`, `sort` of every paged list. */
export const PAGING = { 'count?': NUMBER, 'offset?': NUMBER, 'sort?': STRING };
