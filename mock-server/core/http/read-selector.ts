import { MeteorError } from '../meteor-error.ts';

/**
 * The `selector` of an autocomplete: JSON such as `{"term":"an","exceptions":["id"]}`. The term is answered in lower case; conditions
 * of a database, which a real server takes, are not looked at.
 * @throws MeteorError `error-invalid-params`
 */
export function readSelector(text: string): { term: string; exceptions: readonly string[] } {
  let selector: unknown;
  try {
    selector = JSON.parse(text);
  } catch {
    selector = undefined;
  }
  if (typeof selector !== 'object' || selector === null) {
    throw new MeteorError('error-invalid-params', 'The "selector" must be a JSON object');
  }
  const { term, exceptions } = selector as Record<string, unknown>;
  return {
    term: typeof term === 'string' ? term.toLowerCase() : '',
    exceptions: Array.isArray(exceptions) ? exceptions.filter((one) => typeof one === 'string') : [],
  };
}
