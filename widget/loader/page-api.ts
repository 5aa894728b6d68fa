/** A function of the page. `this` is the API, as with the official widget. */
export type Callback = (this: Api, ...payload: unknown[]) => void;
export type Api = Record<string, (...args: unknown[]) => unknown>;

/** Runs what the page gave us; what it throws is reported and goes no further. */
export function run(callback: Callback, api: Api, payload: unknown[]): void {
  try {
    callback.apply(api, payload);
  } catch (error) {
    console.error(error);
  }
}

/**
 * `window.RocketChat.livechat`. Which methods there are is known to the pop-up, so here every name is one:
 * `call` gets them all. Those that start with `on` register a callback and return the function that takes it away again.
 */
export function createPageApi(call: (method: string, args: unknown[]) => void) {
  let callbacks: (readonly [string, Callback])[] = [];
  const api = new Proxy({} as Api, {
    get:
      (_, method: string) =>
      (...args: unknown[]) => {
        call(method, args);
        if (method === 'clearAllCallbacks') callbacks = [];
        if (/^on/.test(method)) {
          const entry = [method, args[0] as Callback] as const;
          callbacks.push(entry);
          return () => {
            callbacks = callbacks.filter((other) => other !== entry);
          };
        }
      },
  });
  return {
    api,
    /** Calls the callbacks that the method of this name has registered. */
    emit(name: string, ...payload: unknown[]) {
      for (const [method, callback] of callbacks) if (method === name) run(callback, api, payload);
    },
  };
}
