import { expect, test } from 'vitest';
import { HELP, readFlags } from '../../../demo/server/flags.ts';

test('without flags: 8080, 3000, real time', () => {
  expect(readFlags([])).toEqual({
    ok: true,
    value: { help: false, port: 8080, mockPort: 3000, timeScale: 1, webhooks: 'documented' },
  });
});

test('takes each flag', () => {
  const flags = ['--port', '0', '--mock-port=4000', '--time-scale', '0.5', '--webhooks', '8.x', '--help'];
  expect(readFlags(flags)).toEqual({
    ok: true,
    value: { help: true, port: 0, mockPort: 4000, timeScale: 0.5, webhooks: '8.x' },
  });
});

test.each([
  [['--port', 'x'], '--port must be a whole number from 0 to 65535, not "x"'],
  [['--port', '65536'], '--port must be a whole number from 0 to 65535, not "65536"'],
  [['--mock-port', '1.5'], '--mock-port must be a whole number from 0 to 65535, not "1.5"'],
  [['--mock-port', ''], '--mock-port must be a whole number from 0 to 65535, not ""'],
  [['--time-scale', '0'], '--time-scale must be a number above 0, not "0"'],
  [['--webhooks', '7'], '--webhooks must be documented or 8.x, not "7"'],
  [['--time-scale', 'Infinity'], '--time-scale must be a number above 0, not "Infinity"'],
])('refuses %j with a sentence', (flags, why) => {
  expect(readFlags(flags)).toEqual({ ok: false, why });
});

test.each([[['--prot', '1']], [['--port']], [['extra']]])('refuses %j', (flags) => {
  expect(readFlags(flags).ok).toBe(false);
});

test('the help names every flag', () => {
  for (const flag of ['--port', '--mock-port', '--time-scale', '--webhooks', '--help', 'ADMIN_USER'])
    expect(HELP).toContain(flag);
});
