import type { Routes } from './app.ts';
import { chimeWav } from './chime-wav.ts';
import { initialsSvg } from './initials-svg.ts';

/** Longest name that is drawn; what follows is cut. */
const LONGEST_NAME = 200;
/** One hour: the pictures never change. */
const CACHED = { 'Cache-Control': 'public, max-age=3600', 'X-Content-Type-Options': 'nosniff' };

/** Pictures and the sound. */
export const assetRoutes: Routes = (app) => {
  /** @note Always the initials, for users and guests alike: nobody uploads a picture here. */
  app.get('/avatar/:name', (c) => {
    const name = c.req
      .param('name')
      .slice(0, LONGEST_NAME)
      .replace(/\.(?:svg|png|jpe?g)$/i, '');
    return new Response(initialsSvg(name), {
      headers: {
        ...CACHED,
        'Content-Type': 'image/svg+xml',
        // An SVG opened as a page must not run anything, whatever is in it.
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
    });
  });

  let chime: Uint8Array<ArrayBuffer> | undefined;
  // The name is the one clients know; the type says what it is.
  app.get('/sounds/chime.mp3', () => {
    chime ??= chimeWav();
    return new Response(chime, { headers: { ...CACHED, 'Content-Type': 'audio/wav' } });
  });
};
