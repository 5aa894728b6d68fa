import { expect, test } from 'vitest';
import { parseCommand } from '../../../../mock-server/hosts/cli/parse-command.ts';

const parse = (line: string, env: Record<string, string> = {}) =>
  parseCommand(line.split(' ').filter(Boolean), env);

test.each(['', 'help', '--help', 'mock --help', 'mock --port 1 --help'])('shows help on "%s"', (line) => {
  expect(parse(line)).toEqual({ kind: 'help' });
});

test.each(['version', '--version'])('shows the version on "%s"', (line) => {
  expect(parse(line)).toEqual({ kind: 'version' });
});

test('starts on port 3000 of this machine with nobody online', () => {
  expect(parse('mock')).toEqual({
    kind: 'mock',
    options: { port: 3000, host: '127.0.0.1', agentsOnline: false },
    quiet: false,
  });
});

test('takes every flag, with a blank or an equals sign', () => {
  const line =
    'mock --port 0 --host=0.0.0.0 --db chat.db --webhook-url http://127.0.0.1:1/hook --webhook-secret=s=1 --webhook-previous-secret=s=0 --time-scale 0.5 --agents-online --admin-user root --site-url https://chat.example.com/ --widget official --webhooks 8.x --cors strict --rate-limit --quiet';
  expect(parse(line, { ADMIN_PASS: 'hush' })).toEqual({
    kind: 'mock',
    options: {
      port: 0,
      host: '0.0.0.0',
      dbFile: 'chat.db',
      webhookUrl: 'http://127.0.0.1:1/hook',
      webhookSecret: 's=1',
      webhookPreviousSecret: 's=0',
      timeScale: 0.5,
      agentsOnline: true,
      adminUser: 'root',
      adminPassword: 'hush',
      siteUrl: 'https://chat.example.com',
      widget: 'official',
      webhooks: '8.x',
      cors: 'strict',
      rateLimit: true,
    },
    quiet: true,
  });
});

test("takes the admin's name from the environment, the flag first", () => {
  const env = { ADMIN_USER: 'boss' };
  expect(parse('mock', env)).toMatchObject({ options: { adminUser: 'boss' } });
  expect(parse('mock --admin-user root', env)).toMatchObject({ options: { adminUser: 'root' } });
  expect(parse('mock', { ADMIN_USER: '', ADMIN_PASS: '' })).toMatchObject({
    options: { agentsOnline: false },
  });
});

test.each([
  ['mok', 'there is no command mok; did you mean mock?'],
  ['serve', 'there is no command serve'],
  ['mock now', 'porthole mock takes flags only, and got now'],
  ['--port 1', 'the command is missing: porthole mock …'],
  ['mock --prot 1', 'there is no flag --prot; did you mean --port?'],
  ['mock --agent-online', 'there is no flag --agent-online; did you mean --agents-online?'],
  ['mock --widget theirs', '--widget takes ours or official, and got theirs'],
  ['mock --webhooks 9.x', '--webhooks takes documented or 8.x, and got 9.x'],
  ['mock --cors', '--cors needs a value'],
  ['mock --cors loose', '--cors takes open or strict, and got loose'],
  ['mock --rate-limit=5', '--rate-limit takes no value, and got 5'],
  ['mock -p 1', 'there is no flag -p'],
  ['mock --constructor', 'there is no flag --constructor'],
  ['mock --port', '--port needs a value'],
  ['mock --port=', '--port needs a value'],
  ['mock --db --quiet', '--db needs a value'],
  ['mock --quiet=yes', '--quiet takes no value, and got yes'],
  ['mock --port 1 --port 2', '--port is given twice'],
  ['mock --port x', '--port takes a number from 0 to 65535, and got x'],
  ['mock --port 65536', '--port takes a number from 0 to 65535, and got 65536'],
  ['mock --port=-1', '--port takes a number from 0 to 65535, and got -1'],
  ['mock --port 1e3', '--port takes a number from 0 to 65535, and got 1e3'],
  ['mock --time-scale 0', '--time-scale takes a number from 0.01 to 100000, and got 0'],
  ['mock --time-scale fast', '--time-scale takes a number from 0.01 to 100000, and got fast'],
  [
    'mock --webhook-url localhost:80',
    '--webhook-url takes an address such as http://localhost:8080/hook, and got localhost:80',
  ],
  [
    'mock --webhook-url ftp://x/',
    '--webhook-url takes an address such as http://localhost:8080/hook, and got ftp://x/',
  ],
])('refuses "%s"', (line, message) => {
  expect(() => parse(line)).toThrow(message);
});
