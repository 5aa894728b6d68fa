/** A function of the page. `this` is the API, as with the official widget. */
export type Callback = (this: Api, payload?: unknown) => void;
export type Api = Record<string, (...args: unknown[]) => unknown>;

/**
 * `window.RocketChat.livechat`. Which methods there are is known to the pop-up, so here every name is one:
 * `call` gets them all. Those that start with `on` register a callback and return the function that takes it away again.
 */
export function createPageApi(call: (method: string, args: unknown[]) => void) {
  let callbacks: (readonly [string, Callback])[] = [];
  const api = new Proxy({} as Api, {
    get: (_, method: string) =>
      // All names have six letters or more. With a `then` it could not be what a promise resolves to, and symbols are not calls.
      method[5] &&
      ((...args: unknown[]) => {
        call(method, args);
        if (/^clearA/.test(method)) callbacks = [];
        if (/^on/.test(method)) {
          const entry = [method, args[0] as Callback] as const;
          callbacks.push(entry);
          return () => {
            callbacks = callbacks.filter((other) => other !== entry);
          };
        }
      }),
  });
  /** Runs what the page gave us; what it throws is reported and goes no further. */
  const run = (callback: Callback, payload?: unknown): void => {
    try {
      callback.call(api, payload);
    } catch (error) {
      console.error(error);
    }
  };
  return [
    /** `window.RocketChat`. */
    Object.assign((callback: Callback) => run(callback), { livechat: api }),
    /** Calls the callbacks that the method of this name has registered. */
    (name: string, payload?: unknown) =>
      callbacks.forEach(([method, callback]) => {
        if (method === name) run(callback, payload);
      }),
  ] as const;
}
