import type { WireFile, WireFileAttachment } from '../../../widget/wire/attachment.ts';
import type { Message, Room, StoredFile } from '../../store/documents.ts';
import type { ImageSize } from '../image-size.ts';
import type { Work } from '../work.ts';
import { isAcceptedType } from './file-types.ts';
import { type Author, storeMessage } from './messages.ts';

/** Largest file that is kept, in bytes, whatever `FileUpload_MaxFileSize` allows: all files are held in memory. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** A file that came in. */
export interface Upload {
  name: string;
  /** MIME type, lower case. */
  type: string;
  /** Bytes. */
  size: number;
  base64: string;
  /** Of a picture. */
  dimensions?: ImageSize | undefined;
}

/** Why a file is not taken, as clients read it. */
export type UploadProblem =
  | { reason: 'error-type-not-allowed' }
  | { reason: 'error-size-not-allowed'; sizeAllowed: string };

/** @see Rocket.Chat `livechat/imports/server/rest/upload.ts` */
export function uploadProblem(
  work: Pick<Work, 'setting'>,
  { type, size }: Upload,
): UploadProblem | undefined {
  const white = work.setting('FileUpload_MediaTypeWhiteList');
  const black = work.setting('FileUpload_MediaTypeBlackList');
  if (!isAcceptedType(type, { white, black })) return { reason: 'error-type-not-allowed' };
  const most = largestFile(work);
  return size > most ? tooLarge(most) : undefined;
}

export function tooLarge(most: number): UploadProblem {
  return { reason: 'error-size-not-allowed', sizeAllowed: inWords(most) };
}

/** Bytes. */
export function largestFile(work: Pick<Work, 'setting'>): number {
  const set = work.setting('FileUpload_MaxFileSize');
  return set < 0 ? MAX_FILE_BYTES : Math.min(set, MAX_FILE_BYTES);
}

function inWords(bytes: number): string {
  const units = ['B', 'KB', 'MB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(2))} ${units[power]}`;
}

/** Keeps a file of a room. It is shown to nobody before {@link sendFile}. */
export function storeFile(work: Work, room: Room, uploaderId: string, upload: Upload): StoredFile {
  const file: StoredFile = {
    _id: work.newId(),
    rid: room._id,
    name: upload.name,
    type: upload.type,
    size: upload.size,
    ...(upload.dimensions ? { dimensions: upload.dimensions } : {}),
    uploaderId,
    base64: upload.base64,
    uploadedAt: work.now,
  };
  work.put('files', file);
  return file;
}

/** What goes with a file. */
export interface FileWords {
  msg?: string | undefined;
  description?: string | undefined;
}

/** The message that shows a file. A file that was sent already answers its message: a repeated request does no harm. */
export function sendFile(
  work: Work,
  room: Room,
  author: Author,
  stored: StoredFile,
  words: FileWords,
): Message {
  const sent = work
    .where('messages', 'rid', room._id)
    .find(({ files }) => files?.some(({ _id }) => _id === stored._id));
  if (sent) return sent;
  const file = toWireFile(stored);
  return storeMessage(work, room, {
    ...author,
    msg: words.msg ?? '',
    groupable: false,
    file,
    files: [file],
    attachments: [toAttachment(stored, words.description ?? '')],
  });
}

/** Forgets the files of a room. */
export function removeFilesOfRoom(work: Work, rid: string): void {
  for (const { _id } of work.where('files', 'rid', rid)) work.remove('files', _id);
}

/** Forgets the files of a message. */
export function removeFilesOfMessage(work: Work, { files = [] }: Message): void {
  for (const { _id } of files) work.remove('files', _id);
}

function toWireFile({ _id, name, type, size }: StoredFile): WireFile {
  return { _id, name, type, size, format: /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '' };
}

function toAttachment(file: StoredFile, description: string): WireFileAttachment {
  const { name, type, size, dimensions } = file;
  const url = fileUrl(file);
  const attachment: WireFileAttachment = {
    type: 'file',
    title: name,
    description,
    title_link: url,
    title_link_download: true,
  };
  switch (type.split('/', 1)[0]) {
    case 'image':
      return {
        ...attachment,
        image_url: url,
        image_type: type,
        image_size: size,
        ...(dimensions ? { image_dimensions: dimensions } : {}),
      };
    case 'audio':
      return { ...attachment, audio_url: url, audio_type: type, audio_size: size };
    case 'video':
      return { ...attachment, video_url: url, video_type: type, video_size: size };
    default:
      return attachment;
  }
}

/** Where the file is served, below the server's address. */
export function fileUrl({ _id, name }: Pick<StoredFile, '_id' | 'name'>): string {
  return `/file-upload/${_id}/${encodeURIComponent(name)}`;
}
