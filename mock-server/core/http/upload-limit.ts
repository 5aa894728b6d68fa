import { bodyLimit } from 'hono/body-limit';
import { MAX_FILE_BYTES, tooLarge } from '../rules/files.ts';
import { HttpRefusal } from './envelope.ts';

/**
 * Largest body of an upload, in bytes. Four times the largest file: up to there the whole body is read and the answer says what is
 * wrong; beyond, the connection is cut, and a browser may not get to see the answer.
 */
export const MAX_UPLOAD_BYTES = 4 * MAX_FILE_BYTES;

export const isUpload = (path: string): boolean =>
  /^\/api\/v1\/(?:livechat\/upload|rooms\.upload|rooms\.media)\//.test(path);

export const uploadLimit = bodyLimit({
  maxSize: MAX_UPLOAD_BYTES,
  onError: () => {
    throw new HttpRefusal(400, { ...tooLarge(MAX_FILE_BYTES) });
  },
});
