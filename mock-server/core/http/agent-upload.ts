import { unreachable } from '../../../widget/wire/result.ts';
import type { Message, Room, StoredFile, User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { toWireMessage } from '../project/message.ts';
import { type FileWords, fileUrl, sendFile, storeFile, type Upload, uploadProblem } from '../rules/files.ts';
import { userAuthor } from '../rules/messages.ts';
import { userOf } from '../rules/users.ts';
import type { Work } from '../work.ts';
import { roomToWriteIn } from './agent-messages.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { readUpload } from './read-upload.ts';
import { bodyOf, STRING, strict } from './validate.ts';

const confirmBody = bodyOf<{ msg?: string | null; description?: string | null }>({
  ...strict({ 'msg?': STRING, 'description?': STRING }),
  // Clients of real servers send more: name, customFields, what end-to-end encryption needs.
  additionalProperties: true,
});

/**
 * Files of agents: `rooms.media` keeps one, `rooms.mediaConfirm` sends it; `rooms.upload` does both at once.
 * @see Rocket.Chat `api/v1/rooms.ts`
 */
export const agentUploadRoutes: Routes = (app, context) => {
  app.post('/api/v1/rooms.media/:rid', async (c) => {
    const { user } = await signedIn(context, c);
    const { upload } = fileIn(await readUpload(c));
    const file = await context.run((work) => {
      const room = openRoomToWriteIn(work, user, c.req.param('rid'));
      return keep(work, room, user, upload);
    });
    return success({ file: { _id: file._id, url: fileUrl(file) } });
  });

  app.post('/api/v1/rooms.mediaConfirm/:rid/:fileId', async (c) => {
    const { user } = await signedIn(context, c);
    const { msg, description } = confirmBody(await readBody(c));
    const message = await context.run((work) => {
      const room = openRoomToWriteIn(work, user, c.req.param('rid'));
      const file = work.get('files', c.req.param('fileId'));
      if (file?.rid !== room._id || file.uploaderId !== user._id) throw new MeteorError('invalid-file');
      return send(work, room, user, file, { msg: msg ?? undefined, description: description ?? undefined });
    });
    return success({ message: toWireMessage(message) });
  });

  // Servers before 8.0 only; many scripts still call it.
  app.post('/api/v1/rooms.upload/:rid', async (c) => {
    const { user } = await signedIn(context, c);
    const { upload, words } = fileIn(await readUpload(c));
    const message = await context.run((work) => {
      const room = openRoomToWriteIn(work, user, c.req.param('rid'));
      return send(work, room, user, keep(work, room, user, upload), words);
    });
    return success({ message: toWireMessage(message) });
  });
};

function fileIn<T>(received: T | undefined): T {
  if (!received) throw new MeteorError('error-no-file', 'No file was uploaded');
  return received;
}

function openRoomToWriteIn(work: Work, user: User, rid: string): Room {
  const room = roomToWriteIn(work, user, rid);
  if (!room.open) throw new MeteorError('room-closed');
  return room;
}

/** @throws MeteorError `error-file-upload-disabled`, `error-invalid-file-type`, `error-file-too-large` */
function keep(work: Work, room: Room, user: User, upload: Upload): StoredFile {
  if (!work.setting('FileUpload_Enabled')) throw new MeteorError('error-file-upload-disabled');
  const problem = uploadProblem(work, upload);
  switch (problem?.reason) {
    case undefined:
      return storeFile(work, room, user._id, upload);
    case 'error-type-not-allowed':
      throw new MeteorError('error-invalid-file-type', 'File type is not accepted.');
    case 'error-size-not-allowed':
      throw new MeteorError('error-file-too-large', 'File exceeds the allowed size');
    default:
      return unreachable(problem);
  }
}

function send(work: Work, room: Room, user: User, file: StoredFile, words: FileWords): Message {
  return sendFile(work, room, userAuthor(userOf(work, user._id)), file, words);
}
