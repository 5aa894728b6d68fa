/** What stands where a value was. */
const MASK = '***';
/** Shorter values say too little to be secrets, and are words that any answer may hold. */
const SHORTEST_HIDDEN = 8;

/** An address for logs: no user, no password, no fragment, and of the query the names alone, since many receivers want a secret there. */
export function maskedUrl(address: URL): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  const pairs = url.search.slice(1).split('&');
  if (url.search !== '') {
    url.search = pairs.map((pair) => (pair.includes('=') ? `${pair.split('=')[0]}=${MASK}` : MASK)).join('&');
  }
  return url.href;
}

/** Values of the query that may be secrets, as they stand there and as they are meant. */
export function queryValues(url: URL): string[] {
  const written = url.search.slice(1).split(/[&=]/);
  return [...url.searchParams.values(), ...written].filter((value) => value.length >= SHORTEST_HIDDEN);
}
