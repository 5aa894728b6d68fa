import type { Room } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { toOwnMessage } from '../project/message.ts';
import { sendFile, storeFile, uploadProblem } from '../rules/files.ts';
import { visitorAuthor } from '../rules/messages.ts';
import { resuming } from '../rules/resuming.ts';
import { findVisitor } from '../rules/visitors.ts';
import type { Routes } from './app.ts';
import { forbidden } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readUpload } from './read-upload.ts';

/** `livechat/upload`: a file from the visitor. @see Rocket.Chat `livechat/imports/server/rest/upload.ts` */
export const uploadRoutes: Routes = (app, { store, setting, run }) => {
  app.post('/api/v1/livechat/upload/:rid', async (c) => {
    const token = c.req.header('x-visitor-token');
    if (!token) throw forbidden();
    if (!setting('Livechat_fileupload_enabled') || !setting('FileUpload_Enabled')) {
      throw new HttpRefusal(400, { reason: 'error-file-upload-disabled' });
    }
    const rid = c.req.param('rid');
    // Before the body is read: nobody sends megabytes into a room that is not theirs.
    ownOpenRoom(store, rid, token);
    const received = await readUpload(c);
    if (!received) throw new HttpRefusal(400, { reason: 'error-no-file-uploaded' });
    const { upload, words } = received;
    const message = await run((work) => {
      const room = ownOpenRoom(work, rid, token);
      const problem = uploadProblem(work, upload);
      if (problem) throw new HttpRefusal(400, { ...problem });
      return resuming(work, room, () =>
        sendFile(work, room, visitorAuthor(room), storeFile(work, room, room.v._id, upload), words),
      );
    });
    return success({
      ...toOwnMessage(message),
      newRoom: false,
      showConnecting: setting('Livechat_Routing_Method') === 'Manual_Selection',
    });
  });
};

/** @throws HttpRefusal 403 */
function ownOpenRoom(reader: StoreReader, rid: string, token: string): Room {
  const room = findVisitor(reader, token) && reader.get('rooms', rid);
  if (!room?.open || room.v.token !== token) throw forbidden();
  return room;
}
