import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { StoredFile } from '../../store/documents.ts';
import { authenticate } from '../auth/authenticate.ts';
import { fromBase64 } from '../base64.ts';
import type { CoreContext } from '../context.ts';
import { maySeeRoom } from '../ddp/may-see-room.ts';
import type { Routes } from './app.ts';
import { forbidden } from './auth.ts';
import { HttpRefusal } from './envelope.ts';

/** Types that a browser may show in place: none of them can carry a script. Everything else is handed over as a download. */
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/**
 * `/file-upload`: files of rooms, for the room's visitor and for agents who may see the room.
 * @see Rocket.Chat `file-upload/server/lib/FileUpload.ts` `requestCanAccessFiles`
 */
export const fileDownloadRoutes: Routes = (app, context) => {
  app.get('/file-upload/:id/:name', async (c) => {
    const file = context.store.get('files', c.req.param('id'));
    if (!file) throw new HttpRefusal(404, 'Resource not found');
    if (context.setting('FileUpload_ProtectFiles') && !(await mayRead(context, c, file))) throw forbidden();
    const inline = SHOWN.test(file.type) && c.req.query('download') === undefined;
    return new Response(fromBase64(file.base64), {
      headers: {
        'Content-Type': file.type,
        'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${headerName(file.name)}`,
        'X-Content-Type-Options': 'nosniff',
        // Opened as a page, a file must not run anything, whatever is in it.
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, max-age=3600',
        Vary: 'Cookie, X-User-Id, X-Auth-Token',
      },
    });
  });
};

/**
 * The visitor shows token and room, an agent their login; in the query, in cookies, the login also in headers.
 * @note The file must be of the room that is shown: servers before 8.5.1 let every visitor read every file.
 */
async function mayRead(context: CoreContext, c: Context, file: StoredFile): Promise<boolean> {
  const { store } = context;
  const room = store.get('rooms', file.rid);
  if (!room) return false;
  const said = (name: string): string | undefined => c.req.query(name) ?? getCookie(c, name);
  const token = said('rc_token');
  if (said('rc_room_type') === 'l' && said('rc_rid') === file.rid && token === room.v.token) return true;
  const logins = [
    { userId: said('rc_uid'), token },
    { userId: c.req.header('x-user-id'), token: c.req.header('x-auth-token') },
  ];
  for (const { userId, token: loginToken } of logins) {
    if (!userId || !loginToken) continue;
    const user = await authenticate(context, { userId, token: loginToken });
    if (user && maySeeRoom(store, user, room)) return true;
  }
  return false;
}

/** @see RFC 8187 §3.2.1 */
function headerName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
