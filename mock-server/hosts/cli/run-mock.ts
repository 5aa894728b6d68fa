import { JournalError } from '../../store/journal-error.ts';
import { type MockServer, startMockServer } from '../create-server.ts';
import { OfficialWidgetMissing } from '../find-official-widget.ts';
import type { MockServerOptions } from '../mock-server-options.ts';
import { banner } from './banner.ts';

/** The server could not start, for a reason that the user can do something about: told in one sentence, exit code 1. */
export class StartError extends Error {}

/** Starts the server and says so. @throws StartError */
export async function runMock(
  options: MockServerOptions,
  print: (line: string) => void,
): Promise<MockServer> {
  try {
    const server = await startMockServer({ ...options, log: print });
    const webhookUrl = String(server.store.get('settings', 'Livechat_webhookUrl')?.value ?? '');
    print(banner({ url: server.url, options, webhookUrl, seeded: server.seeded }));
    return server;
  } catch (error) {
    const reason = reasonOf(error, options);
    if (reason === undefined) throw error;
    throw new StartError(reason, { cause: error });
  }
}

function reasonOf(error: unknown, { host, port = 0 }: MockServerOptions): string | undefined {
  if (error instanceof JournalError) return `${error.message}\nNothing in the file was changed.`;
  if (error instanceof OfficialWidgetMissing) return error.message;
  switch ((error as { code?: unknown } | null)?.code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is taken: stop what uses it, or take another with --port ${port + 1} (--port 0 finds a free one)`;
    case 'EACCES':
      return `no permission to listen on port ${port}: take one above 1023, such as --port 3000`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `this machine has no address ${host}: try --host 127.0.0.1, or 0.0.0.0 for all of them`;
    default:
      return undefined;
  }
}
