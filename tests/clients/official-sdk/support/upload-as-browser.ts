import { createRequire } from 'node:module';

/** What the SDK takes from a browser for an upload. */
type UploadGlobals = Pick<typeof globalThis, 'XMLHttpRequest' | 'FormData' | 'File'>;

/** jsdom as far as it is needed here; the package has no types. */
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string, options: { url: string }) => { window: UploadGlobals };
};

/**
 * Calls `upload` with a page's XMLHttpRequest, FormData and File in place of Node's, the page being one of another site. They are there
 * for the time of the call itself only, since the server, in the same process, needs Node's.
 */
export function uploadAsBrowser<T>(upload: () => T): T {
  const { window } = new JSDOM('', { url: 'https://shop.example' });
  const { XMLHttpRequest, FormData, File } = globalThis;
  Object.assign(globalThis, {
    XMLHttpRequest: window.XMLHttpRequest,
    FormData: window.FormData,
    File: window.File,
  });
  try {
    return upload();
  } finally {
    Object.assign(globalThis, { XMLHttpRequest, FormData, File });
  }
}
