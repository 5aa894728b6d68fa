/**
 * The whole mock server in one call: store, seed, core, outbox and Node host, put together.
 *
 * ```
 *   node host ──▶ core ──events──▶ outbox ──▶ webhook receiver
 *                   └────▶ store ◀────┘          (one transaction for the change and the deliveries it causes)
 * ```
 */
import { fileURLToPath } from 'node:url';
import type { Core } from '../core/core.ts';
import { createCore } from '../core/create-core.ts';
import { seedStore } from '../core/seed.ts';
import { createOutbox } from '../outbox/create-outbox.ts';
import { createFacebookTarget } from '../outbox/facebook-target.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { createRdStationTarget } from '../outbox/rd-station-target.ts';
import { createScaledClock } from '../ports/clock.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { openSqliteJournal } from '../store/sqlite-journal.ts';
import type { Store } from '../store/store.ts';
import { attemptLine } from './cli/attempt-line.ts';
import { createDbSurface } from './db-surface.ts';
import { findOfficialWidget } from './find-official-widget.ts';
import { indexText } from './index-text.ts';
import type { MockServerOptions } from './mock-server-options.ts';
import { newestTime } from './newest-time.ts';
import { createOfficialWidget } from './node/official-widget.ts';
import { startNodeHost } from './node.ts';
import { facebookSettings, outboxSettings, rdStationSettings } from './outbox-settings.ts';
import { WEBHOOK_DIALECTS } from './webhook-dialects.ts';

export interface MockServer {
  /** Where it listens, without trailing slash. */
  readonly url: string;
  readonly core: Core;
  readonly store: Store;
  readonly outbox: Outbox;
  /** Whether the store was new and got the seed. */
  readonly seeded: boolean;
  /** Takes no more requests, ends what is under way, leaves pending webhooks in the store. */
  close(): Promise<void>;
}

/**
 * Starts a server; with no options on a free port of this machine, in memory, with nobody online.
 * @throws JournalError the database file cannot be used
 * @throws OfficialWidgetMissing
 * @throws the error of `listen`, e.g. code `EADDRINUSE`
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { dbFile, timeScale = 1, log, onFailure = tellFailure, webhooks = 'documented' } = options;
  const { dialect, settingDefaults } = WEBHOOK_DIALECTS[webhooks];
  const officialDir = options.widget === 'official' ? findOfficialWidget() : undefined;
  const store = createMemoryStore(dbFile === undefined ? undefined : await openSqliteJournal(dbFile));
  const clock = createScaledClock({ scale: timeScale, startAt: Math.max(Date.now(), newestTime(store)) });
  let siteUrl = options.siteUrl ?? '';
  const outbox = createOutbox({
    store,
    clock,
    fetch: (input, init) => fetch(input, init),
    dialect,
    settings: () => outboxSettings(store, settingDefaults, siteUrl),
    targets: [
      createRdStationTarget(() => rdStationSettings(store)),
      createFacebookTarget(() => facebookSettings(store)),
    ],
    onFailure,
    ...(log ? { onAttempt: (delivery, attempt) => log(attemptLine(delivery, attempt)) } : {}),
  });
  const undo: (() => Promise<void>)[] = [() => store.close(), () => outbox.stop()];
  /** Latest first; each is done once. */
  const close = async (): Promise<void> => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const seeded = await seedStore(store, { ...options, now: new Date(clock.now()) });
    const host = await startNodeHost({
      port: options.port ?? 0,
      host: options.host ?? '127.0.0.1',
      basePath: options.siteUrl === undefined ? '' : basePathOf(options.siteUrl),
      filesDir: options.filesDir ?? builtFilesDir(),
      index: (url) => indexText(options.siteUrl ?? url),
      onFailure,
      ...(officialDir === undefined
        ? {}
        : {
            widget: (url: string) =>
              createOfficialWidget({
                buildDir: officialDir,
                siteUrl: options.siteUrl ?? url,
                allowedDomains: () =>
                  String(store.get('settings', 'Livechat_AllowedDomainsList')?.value ?? ''),
              }),
          }),
      core: (url) => {
        siteUrl = options.siteUrl ?? url;
        return createCore({
          store,
          clock,
          socketClock: createScaledClock(),
          siteUrl,
          settingDefaults,
          cors: options.cors ?? 'open',
          rateLimit: options.rateLimit ?? false,
          onEvent: (tx, event) => outbox.record(tx, event),
          sendTestWebhook: async () => (await outbox.test()).attempts.at(-1)?.status,
          onFailure,
        });
      },
      db: (core) => createDbSurface({ core, store, outbox, settingDefaults, onFailure }),
    });
    undo.push(
      () => host.close(),
      async () => host.core.dispose(),
    );
    await host.core.writeSettings(settingsOf(options));
    outbox.start();
    let closing: Promise<void> | undefined;
    return {
      url: host.url,
      core: host.core,
      store,
      outbox,
      seeded,
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function settingsOf({ webhookUrl, webhookSecret, webhookPreviousSecret }: MockServerOptions) {
  return {
    ...(webhookUrl === undefined ? {} : { Livechat_webhookUrl: webhookUrl }),
    ...(webhookSecret === undefined ? {} : { Livechat_secret_token: webhookSecret }),
    ...(webhookPreviousSecret === undefined ? {} : { Porthole_previous_secret_token: webhookPreviousSecret }),
  };
}

const tellFailure = (error: unknown, where: string): void => console.error(`${where}:`, error);

/** `/chat` of `https://host/chat`. */
const basePathOf = (siteUrl: string): string => new URL(siteUrl).pathname.replace(/\/+$/, '');

/** `dist/` of the package: beside this file once built, two folders up in a checkout. */
function builtFilesDir(): string {
  const relative = import.meta.url.endsWith('.ts') ? '../../dist' : '.';
  return fileURLToPath(new URL(relative, import.meta.url));
}
