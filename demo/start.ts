/**
 * `npm start`: the mock server, the customer's site, the agent console and the webhook desk, behind one address.
 * Exit codes: 0 stopped, 1 could not start, 2 wrong command line.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startMockServer } from '../mock-server/hosts/create-server.ts';
import { firstFreePort } from './server/first-free-port.ts';
import { HELP, readFlags, type StartFlags } from './server/flags.ts';
import { type Demo, startDemo } from './server/start-demo.ts';
import { WHAT_TO_DO } from './what-to-do.ts';

const PAGES = fileURLToPath(new URL('../dist/demo', import.meta.url));
/** This machine only: the desk gets the admin's password. */
const HOST = '127.0.0.1';

/** So that the pop-up looks like part of the shop. */
const LOOKS = {
  Livechat_title: 'Tidewater Pottery',
  Livechat_title_color: '#28636b',
  Livechat_offline_title_color: '#28636b',
};

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  if (!flags.ok) {
    console.error(`${flags.why}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  if (flags.value.help) {
    console.log(HELP);
    return;
  }
  if (!existsSync(`${PAGES}/index.html`)) {
    console.error('The pages are not built yet: npm run build');
    process.exitCode = 1;
    return;
  }
  const demo = await start(flags.value);
  console.log(banner(demo, flags.value));
  const stop = (): void => {
    // A second Ctrl-C ends the process at once, as ever.
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    console.log('\nStopping');
    demo.close().catch(fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function start({ port, mockPort, timeScale, webhooks }: StartFlags): Promise<Demo> {
  const user = process.env.ADMIN_USER || 'admin';
  const password = process.env.ADMIN_PASS || 'admin';
  return startDemo({
    pages: PAGES,
    port,
    host: HOST,
    timeScale,
    admin: { user, password },
    startMock: async ({ webhook: { url, secret }, rdStationUrl }) => {
      const mock = await startMockServer({
        port: await firstFreePort(mockPort, HOST),
        host: HOST,
        timeScale,
        webhooks,
        webhookUrl: url,
        webhookSecret: secret,
        adminUser: user,
        adminPassword: password,
        log: (line) => console.log(line),
      });
      await mock.core.writeSettings({ ...LOOKS, Porthole_rdstation_url: rdStationUrl });
      return mock;
    },
  });
}

function banner({ url, port, mockUrl }: Demo, flags: StartFlags): string {
  const mockPort = Number(new URL(mockUrl).port);
  const notes = [
    ...(flags.port !== 0 && port !== flags.port ? [`Port ${flags.port} is taken: ${port} instead.`] : []),
    ...(flags.mockPort !== 0 && mockPort !== flags.mockPort
      ? [`Port ${flags.mockPort} is taken: the mock server is on ${mockPort}.`]
      : []),
  ];
  const steps = WHAT_TO_DO.map((line, index) => `  ${index + 1}. ${line}`);
  return [
    '',
    ...notes,
    `Porthole is up. Open  ${url}`,
    '',
    ...steps,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}

function fail(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
}

main().catch(fail);
