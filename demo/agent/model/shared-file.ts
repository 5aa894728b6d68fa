import { type Json, recordsOf, textOf } from '../../kit/decode/fields.ts';

/** A file of a message. */
export interface SharedFile {
  name: string;
  /** Below the server's address. */
  path: string;
  /** A picture that no browser runs anything of. */
  isPicture: boolean;
}

const PICTURE = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

/** Files of a message that lie on the server itself. @see core-typings `MessageAttachment/Files` */
export function decodeSharedFiles(message: Json): SharedFile[] {
  return recordsOf(message, 'attachments').flatMap((attachment) => {
    const path = textOf(attachment, 'title_link');
    if (!path || !/^\/file-upload\/[\w-]+\/[^/]+$/.test(path)) return [];
    const isPicture = PICTURE.test(textOf(attachment, 'image_type') ?? '');
    return { path, isPicture, name: textOf(attachment, 'title') ?? 'file' };
  });
}
