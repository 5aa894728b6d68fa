import type { Context } from 'hono';
import { toBase64 } from '../base64.ts';
import { imageSize } from '../image-size.ts';
import type { FileWords, Upload } from '../rules/files.ts';
import { HttpRefusal } from './envelope.ts';

/** Longest name that is kept; what follows is cut, the extension stays. */
const LONGEST_NAME = 200;
const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/** The file of a multipart form, with the words that go with it, if there is one. Other fields are ignored, as on a real server. */
export async function readUpload(c: Context): Promise<{ upload: Upload; words: FileWords } | undefined> {
  const form = await formOf(c);
  const file = form?.get('file');
  if (!form || !(file instanceof File)) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = file.type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const words = (name: string): string | undefined => {
    const value = form.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    upload: {
      name: fileName(file.name),
      type: MIME_TYPE.test(type) ? type : 'application/octet-stream',
      size: bytes.length,
      base64: toBase64(bytes),
      ...(type.startsWith('image/') ? { dimensions: imageSize(bytes) } : {}),
    },
    words: { msg: words('msg'), description: words('description') },
  };
}

async function formOf(c: Context): Promise<FormData | undefined> {
  if (!/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) return undefined;
  try {
    return await c.req.raw.formData();
  } catch (error) {
    // What the body limit throws has its own answer.
    if (error instanceof HttpRefusal) throw error;
    return undefined;
  }
}

/** Without a path and without control characters: it goes into addresses and headers. */
function fileName(raw: string): string {
  const [, stem = '', extension = ''] =
    /^(.*?)(\.[^.]{1,20})?$/s.exec(raw.replace(/^.*[/\\]/s, '').replace(/\p{Cc}/gu, '')) ?? [];
  // By characters: half of one would break the addresses.
  return `${[...stem].slice(0, LONGEST_NAME).join('')}${extension}` || 'file';
}
