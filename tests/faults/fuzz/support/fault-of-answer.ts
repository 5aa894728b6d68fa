import type { RestInput } from './rest-input.ts';

/** A line of a stack, or a path on the server's disk. */
const INSIDES = /\n\s+at \S|file:\/\/\/|node_modules|mock-server\//;
/** Answers that are no JSON: pictures, sounds, files. */
const FILES = /^\/(avatar|sounds|file-upload|assets)\//;

/** What is wrong with an answer; undefined when it is as any answer must be. */
export function faultOfAnswer(input: RestInput, answer: Response, text: string): string | undefined {
  const { status, headers } = answer;
  if (status >= 500) return `status ${status}`;
  if (INSIDES.test(text)) return `shows its insides: ${text.slice(0, 200)}`;
  if (['HEAD', 'OPTIONS'].includes(input.method) || status === 204 || status === 304) return undefined;
  const type = headers.get('Content-Type') ?? '';
  if (FILES.test(input.path) && status === 200) return type === '' ? 'a file without a type' : undefined;
  if (!/^application\/json\b/.test(type)) return `type ${type || 'missing'}`;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return `not JSON: ${text.slice(0, 200)}`;
  }
  if (typeof body !== 'object' || body === null) return `no object: ${text.slice(0, 200)}`;
  // The two that say it in another way. @see Rocket.Chat `api/v1/../api.ts` (`login`, `logout`)
  if (/^\/api\/v1\/log(in|out)\b/.test(input.path) && 'status' in body) {
    return body.status === (status < 400 ? 'success' : 'error')
      ? undefined
      : `says ${body.status} with status ${status}`;
  }
  if (!('success' in body)) return `no envelope: ${text.slice(0, 200)}`;
  if (typeof body.success !== 'boolean') return `success is ${typeof body.success}`;
  if (body.success !== status < 400) return `success ${body.success} with status ${status}`;
  return undefined;
}
