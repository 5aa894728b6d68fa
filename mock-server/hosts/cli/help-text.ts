import { FLAGS } from './flags.ts';

/** The text of `--help`. */
export function helpText(): string {
  const flags = Object.entries(FLAGS).map(([name, flag]): [string, string] => [
    `--${name}${'value' in flag ? ` ${flag.value}` : ''}`,
    flag.help,
  ]);
  const width = Math.max(...flags.map(([left]) => left.length));
  return `porthole: a mock Rocket.Chat livechat server, and the widget that talks to it

  porthole mock [flags]    start the server
  porthole db …            its data as a db.json, and back: porthole db --help
  porthole help            show this text
  porthole version         show the version

Flags of porthole mock
${flags.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')}

Environment
  ADMIN_USER, ADMIN_PASS   the admin's name and password in a new store. Default admin and admin

Examples
  porthole mock --agents-online
  porthole mock --webhook-url http://localhost:8080/hook --webhook-secret s3cret --time-scale 100
  porthole mock --db chat.db --port 4000

Exit codes: 0 stopped, 1 could not run, 2 wrong command line`;
}
