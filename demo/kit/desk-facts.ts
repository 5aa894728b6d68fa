/** What the pages of the demo have to know to begin: where the mock is. Body of `/demo.json`. */
export interface DemoFacts {
  /** Address of the mock without trailing slash. */
  mock: string;
  /** How many times faster than real time the mock's clock runs. */
  timeScale: number;
}

/** What the webhook desk alone gets: body of `/admin/desk.json`. */
export interface DeskFacts extends DemoFacts {
  admin: { user: string; password: string };
  /** The sample CRM. */
  crm: { url: string; token: string };
  /** The sample RD Station. */
  rdStation: { url: string; token: string };
  /** The stand-in for Facebook's Messenger: values of the settings with which the server works with it. */
  messenger: { sendUrl: string; apiKey: string; secret: string; verifyToken: string };
  /** The mock's clock when this was written, in ms since 1970. */
  now: number;
}
