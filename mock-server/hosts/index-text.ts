/** The page at `/`: what is here, for whoever opens the address in a browser. */
export function indexText(url: string): string {
  return `Porthole mock server

Paste into a page:  <script async src="${url}/porthole.js" data-server="${url}"></script>

REST       ${url}/api/v1/
WebSocket  ${url.replace(/^http/, 'ws')}/websocket
Data       ${url}/db
`;
}
