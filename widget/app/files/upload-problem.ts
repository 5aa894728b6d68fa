/** Why a file was not taken. */
export interface UploadProblem {
  code: 'tooLarge' | 'tooLargeFor' | 'wrongType' | 'noUploads' | 'unreachable' | 'room-closed' | 'refused';
  /** `tooLargeFor`: how large it may be, in the server's words. */
  size?: string;
  /** `refused`: the server's words. */
  detail?: string;
}

/** What an answer other than 200 means. @see Rocket.Chat `livechat/imports/server/rest/upload.ts`, and `FileUpload.ts` for the older codes */
export function uploadProblem(status: number, answer: unknown): UploadProblem {
  const { reason, error, errorType, sizeAllowed } = Object(answer);
  const said = [reason, errorType, error].find((text) => typeof text === 'string') ?? '';
  if (status === 413 || /size-not-allowed|too-large/.test(said))
    return typeof sizeAllowed === 'string' && sizeAllowed
      ? { code: 'tooLargeFor', size: sizeAllowed }
      : { code: 'tooLarge' };
  if (/type/.test(said)) return { code: 'wrongType' };
  if (/disabled/.test(said)) return { code: 'noUploads' };
  // Not this visitor's room, or no longer open.
  if (status === 403) return { code: 'room-closed' };
  return status >= 400 && status < 500 ? { code: 'refused', detail: said } : { code: 'unreachable' };
}
