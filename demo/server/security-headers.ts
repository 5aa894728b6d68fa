/** Which page of the demo a path belongs to: the customer's site is a stranger's page, the others are ours. */
type PageKind = 'site' | 'console';

/**
 * Headers of a page. The site's policy is the strictest that a page can have and still embed the widget as the README says; the
 * widget must live with it. `frames`: what one of our pages may show in frames.
 */
export function securityHeaders(path: string, mockUrl: string, frames = "'self'"): Record<string, string> {
  const kind: PageKind = path.startsWith('/site/') ? 'site' : 'console';
  const socket = mockUrl.replace(/^http/, 'ws');
  const policy =
    kind === 'site'
      ? [
          "default-src 'none'",
          `script-src 'self' ${mockUrl}`,
          `connect-src ${mockUrl} ${socket}`,
          `img-src 'self' ${mockUrl} data: blob:`,
          `media-src ${mockUrl} blob:`,
          "style-src 'self'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'",
        ]
      : [
          "default-src 'none'",
          "script-src 'self'",
          `connect-src 'self' ${mockUrl} ${socket}`,
          `img-src 'self' ${mockUrl} data: blob:`,
          "style-src 'self'",
          `frame-src ${frames}`,
        ];
  return {
    'Content-Security-Policy': [
      ...policy,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'self'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}
