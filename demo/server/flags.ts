import { parseArgs } from 'node:util';

export interface StartFlags {
  help: boolean;
  /** Port of the one address. */
  port: number;
  mockPort: number;
  /** How many times faster than real time the mock's clock runs. */
  timeScale: number;
  /** What is sent to the CRM and when: as the product's document has it, or as a server of today. */
  webhooks: 'documented' | '8.x';
}

export const HELP = `Usage: npm start -- [options]

Starts the mock Rocket.Chat server, a customer's site with Porthole on it, an agent console and a webhook desk,
and prints one address.

  --port N         port of the demo; the next free one when taken (default 8080)
  --mock-port N    port of the mock server; the next free one when taken (default 3000)
  --time-scale N   how many times faster the mock's clock runs: 10 makes the 10 s between retries 1 s (default 1)
  --webhooks KIND  documented, or 8.x: as a server of today sends them (default documented)
  --help           this text

The admin of the mock is admin / admin, or what ADMIN_USER and ADMIN_PASS say.`;

/** Reads the command line; the reason is a sentence for whoever typed it. */
export function readFlags(
  args: readonly string[],
): { ok: true; value: StartFlags } | { ok: false; why: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        port: { type: 'string', default: '8080' },
        'mock-port': { type: 'string', default: '3000' },
        'time-scale': { type: 'string', default: '1' },
        webhooks: { type: 'string', default: 'documented' },
      },
    });
    return {
      ok: true,
      value: {
        help: values.help,
        port: portOf('--port', values.port),
        mockPort: portOf('--mock-port', values['mock-port']),
        timeScale: scaleOf(values['time-scale']),
        webhooks: kindOf(values.webhooks),
      },
    };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function portOf(flag: string, text: string): number {
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`${flag} must be a whole number from 0 to 65535, not "${text}"`);
  }
  return port;
}

function kindOf(text: string): StartFlags['webhooks'] {
  if (text !== 'documented' && text !== '8.x') {
    throw new Error(`--webhooks must be documented or 8.x, not "${text}"`);
  }
  return text;
}

function scaleOf(text: string): number {
  const scale = Number(text);
  if (!(scale > 0 && Number.isFinite(scale))) {
    throw new Error(`--time-scale must be a number above 0, not "${text}"`);
  }
  return scale;
}
