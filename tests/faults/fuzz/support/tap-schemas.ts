import { Ajv } from 'ajv';

/** A schema that a request was checked against, and whether it is one of queries. */
export interface SeenSchema {
  schema: JsonSchema;
  of: 'query' | 'body';
}

/** As much of JSON Schema as the server uses. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  minItems?: number;
}

/**
 * Notes which schemas the server asks from now on, so that inputs can be made that nearly fit, for every route there is or will be. To be called
 * before the server's modules are loaded, since they compile their schemas then. Answers what was asked since the last call.
 */
export function tapSchemas(): () => SeenSchema[] {
  let seen: SeenSchema[] = [];
  const core = Object.getPrototypeOf(Ajv.prototype) as Pick<Ajv, 'compile'>;
  const { compile } = core;
  core.compile = function (this: Ajv, schema: object, ...rest: []) {
    const validate = compile.call(this, schema, ...rest);
    const of = this.opts.coerceTypes === 'array' ? 'query' : 'body';
    return new Proxy(validate, {
      apply(target, self, args) {
        seen.push({ schema: schema as JsonSchema, of });
        return Reflect.apply(target, self, args);
      },
    });
  } as typeof compile;
  return () => {
    const asked = seen;
    seen = [];
    return asked;
  };
}
