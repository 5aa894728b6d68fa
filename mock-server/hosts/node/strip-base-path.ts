import type { IncomingMessage } from 'node:http';

/**
 * Takes the path that the whole server lives under, such as `/chat`, off the address of a request that has it, so that everything
 * behind sees the paths of a server at the root. Other addresses stay: a proxy may pass the path on, as a real server wants it, or not.
 * @param basePath without a slash at the end; empty for none
 */
export function stripBasePath(incoming: IncomingMessage, basePath: string): void {
  const { url = '/' } = incoming;
  const rest = url.slice(basePath.length);
  if (basePath === '' || !url.startsWith(basePath) || !/^(?:[/?]|$)/.test(rest)) return;
  incoming.url = rest.startsWith('/') ? rest : `/${rest}`;
}
