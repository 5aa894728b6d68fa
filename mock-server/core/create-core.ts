import { createLoginThrottle } from './auth/login-throttle.ts';
import type { CoreContext } from './context.ts';
import type { Core, CoreOptions } from './core.ts';
import { createDdp } from './ddp/create-ddp.ts';
import type { DomainEvent } from './events.ts';
import { createHttpApp } from './http/app.ts';
import { newHexId, newId } from './ids.ts';
import { createJobs } from './jobs/create-jobs.ts';
import { JOBS } from './jobs/jobs.ts';
import { writeSettings } from './rules/settings.ts';
import { readSetting } from './settings/read-setting.ts';
import type { Emission, Work } from './work.ts';

/** Builds the server over a store. @see Core */
export function createCore(options: CoreOptions): Core {
  const { store, clock, siteUrl, onEvent, sendTestWebhook, settingDefaults = {} } = options;
  const onFailure = options.onFailure ?? ((error, where) => console.error(`${where}:`, error));

  async function run<T>(rule: (work: Work) => T): Promise<T> {
    const emissions: Emission[] = [];
    const result = store.transaction((tx) => {
      const events: DomainEvent[] = [];
      const output = rule({
        ...tx,
        now: new Date(clock.now()),
        newId,
        newHexId,
        setting: (id) => readSetting(tx, id, settingDefaults),
        publish: (emission) => emissions.push(emission),
        raise: (event) => events.push(event),
      });
      for (const event of events) onEvent?.(tx, event);
      return output;
    });
    // Before the answer: what this change made due is known to whoever moves the clock next.
    jobs.look();
    await store.settled();
    ddp.publish(emissions);
    return result;
  }

  const context: CoreContext = {
    store,
    clock,
    siteUrl,
    run,
    setting: (id) => readSetting(store, id, settingDefaults),
    settingDefaults,
    cors: options.cors ?? 'open',
    rateLimit: options.rateLimit ?? false,
    loginThrottle: createLoginThrottle(clock),
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    sendTestWebhook: async () => sendTestWebhook?.(),
    onFailure,
  };
  const ddp = createDdp(context, options.socketClock ?? clock);
  const http = createHttpApp(context);
  const jobs = createJobs(context, options.jobs ?? JOBS);

  return {
    handle: async (request, peer = {}) => http.fetch(request, peer),
    connect: (socket, peer = {}) => ddp.connect(socket, peer),
    writeSettings: (values) => run((work) => writeSettings(work, values)),
    dispose() {
      jobs.dispose();
      ddp.dispose();
    },
  };
}
