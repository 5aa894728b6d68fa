/** Bodies are for the others; a `Request` made anew cannot be a TRACE. */
const WITHOUT_BODY = new Set(['GET', 'HEAD', 'TRACE']);

/**
 * The request as one of the platform's own when its length is not told beforehand (`DELETE` without a body, bodies in pieces): Hono's
 * body limit then makes a new `Request` of it, which the light stand-in of @hono/node-server cannot be made into.
 * @note The official SDK sends every `DELETE` without a body.
 */
export function wholeRequest(request: Request): Request {
  const { method, headers } = request;
  const isInPieces = headers.has('transfer-encoding');
  if (WITHOUT_BODY.has(method) || (headers.has('content-length') && !isInPieces)) return request;
  const init: RequestInit & { duplex?: 'half' } = { method, headers, signal: request.signal };
  // By RFC 9112 §6.3 a request with neither header has no body.
  if (isInPieces) Object.assign(init, { body: request.body, duplex: 'half' });
  return new Request(request.url, init);
}
