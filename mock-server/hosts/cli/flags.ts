/** A flag of `porthole mock`: the help text is made from these, and so is the parser. */
export interface Flag {
  /** Name of the value in the help text; absent on switches. */
  value?: string;
  help: string;
}

export const FLAGS = {
  port: { value: 'N', help: 'Port to listen on; 0 takes a free one. Default 3000' },
  host: { value: 'ADDRESS', help: 'Address to listen on. Default 127.0.0.1: this machine only' },
  db: { value: 'FILE', help: 'Keep everything in this SQLite file. Default: in memory, gone at the end' },
  'webhook-url': { value: 'URL', help: 'Where ended chats and offline messages are POSTed to' },
  'webhook-secret': { value: 'TEXT', help: 'Sent along as X-RocketChat-Livechat-Token, and signs' },
  'webhook-previous-secret': {
    value: 'TEXT',
    help: 'Signs too, while receivers change to a new secret',
  },
  webhooks: {
    value: 'DIALECT',
    help: 'documented, or 8.x: more types behind switches, five attempts. Default documented',
  },
  cors: {
    value: 'MODE',
    help: 'open, or strict: other origins only as API_Enable_CORS and API_CORS_Origin say. Default open',
  },
  'rate-limit': {
    help: 'Refuse more than 10 calls a minute of one route from one address, as a real server',
  },
  'time-scale': {
    value: 'N',
    help: 'Run the clock N times as fast: 100 makes 10 s pass in 0.1 s. Default 1',
  },
  'agents-online': {
    help: 'The seeded agents start online and available. Default: away, so visitors see the form',
  },
  'admin-user': { value: 'NAME', help: 'Name of the admin in a new store. Default $ADMIN_USER or admin' },
  'site-url': { value: 'URL', help: 'Public address, when it differs from where the server listens' },
  widget: {
    value: 'NAME',
    help: "Widget under /livechat: ours, or official, Rocket.Chat's own from npm. Default ours",
  },
  quiet: { help: 'Print problems only' },
  help: { help: 'Show this text' },
  version: { help: 'Show the version' },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;
