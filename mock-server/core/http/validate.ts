/**
 * Request schemas, checked as Rocket.Chat checks them: AJV with coercion and `additionalProperties: false`, first error only.
 * AJV itself, because clients and tests match on its sentences.
 * @see npm `@rocket.chat/rest-typings` `dist/v1/Ajv.js`, `dist/v1/omnichannel.js`
 */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { PlainError } from '../plain-error.ts';
import { HttpRefusal } from './envelope.ts';

const bodies = new Ajv({ coerceTypes: true, allowUnionTypes: true });
const queries = new Ajv({ coerceTypes: 'array', allowUnionTypes: true });
// Verbose, for the value in `Expected string, got number`.
const exact = new Ajv({ allowUnionTypes: true, verbose: true });

/** A checker for a JSON body or for query values; answers the coerced value typed as `T`. */
export type Check<T> = (value: unknown) => T;

/** Refuses with `errorType` `invalid-params`. */
export const bodyOf = <T>(schema: object): Check<T> => check(bodies.compile(schema), 'invalid-params');
/** Refuses with `errorType` `error-invalid-params`. */
export const queryOf = <T>(schema: object): Check<T> =>
  check(queries.compile(schema), 'error-invalid-params');

/** For a body that a real server checks as if it were a query: what is no list becomes one. */
export const bodyAsQueryOf = <T>(schema: object): Check<T> =>
  check(queries.compile(schema), 'invalid-params');

/** @note Servers before 8.0 end the sentence with ` [invalid-params]`: match on it as a prefix. */
function check<T>(validate: ValidateFunction, errorType: string): Check<T> {
  return (value) => {
    if (validate(value)) return value as T;
    const error = validate.errors?.map(({ message }) => message).join('\n ') ?? 'invalid';
    throw new HttpRefusal(400, { error, errorType });
  };
}

/**
 * For the few endpoints that use Meteor's `check` instead: no coercion, and its sentences.
 * @see Meteor `packages/check/match.js`
 */
export function matchOf<T>(schema: object): Check<T> {
  const validate = exact.compile(schema);
  return (value) => {
    if (validate(value)) return value as T;
    const [error] = validate.errors ?? [];
    throw new PlainError(`Match error: ${error ? matchSentence(error) : 'Failed'}`);
  };
}

function matchSentence({ keyword, params, instancePath, data, message }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.');
  const inField = path === '' ? '' : ` in field ${path}`;
  switch (keyword) {
    case 'required':
      return `Missing key '${params.missingProperty}'${inField}`;
    case 'additionalProperties':
      return `Unknown key in field ${path === '' ? '' : `${path}.`}${params.additionalProperty}`;
    case 'type':
      return `Expected ${params.type}, got ${data === null ? 'null' : typeof data}${inField}`;
    default:
      return `${message}${inField}`;
  }
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

/** As {@link strict}, but further keys pass: where the official schema lets them. Whoever reads the value takes what it knows. */
export const open = (properties: Record<string, object>): object => ({
  ...strict(properties),
  additionalProperties: true,
});

export const STRING = { type: 'string' };
export const NUMBER = { type: 'number' };
export const BOOLEAN = { type: 'boolean' };
export const listOf = (items: object, minItems = 0): object => ({ type: 'array', items, minItems });
/** `count`, `offset`, `sort` of every paged list. */
export const PAGING = { 'count?': NUMBER, 'offset?': NUMBER, 'sort?': STRING };
