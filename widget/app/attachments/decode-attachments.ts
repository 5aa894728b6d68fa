/** A file as the chat shows it. All of it is the other side's word: shown as text, addresses checked where they are used. */
export interface SharedFile {
  name: string;
  /** As the server wrote it: relative to its own address, or absolute. */
  link: string;
  kind: 'image' | 'audio' | 'video' | 'file';
  /** MIME type; empty: unknown. */
  type: string;
  /** Bytes; 0: unknown. */
  size: number;
  /** Of a picture, in px; 0: unknown. */
  width: number;
  height: number;
}

/** Pictures that carry no script, whatever opens them; others (SVG) are files. */
const PICTURE = /^image\/(png|jpe?g|gif|webp|avif|bmp)$/;
/** No picture is so large that its size does not say how it is to be laid out. */
const MOST_PX = 100_000;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown, most: number): number =>
  typeof value === 'number' && value > 0 && value <= most ? value : 0;

/** `attachments` of a message; its `files` know the sizes. Quotes and other attachments without a file are left out. */
export function decodeAttachments(attachments: readonly unknown[], files: readonly unknown[]): SharedFile[] {
  const known = files.map(Object);
  return attachments.map(Object).flatMap((given) => {
    const link =
      text(given.title_link) || text(given.image_url) || text(given.audio_url) || text(given.video_url);
    if (!link) return [];
    const name = text(given.title) || link.replace(/^.*\/|[?#].*$/g, '');
    const file = known.find((other) => other.name === name) ?? known[attachments.indexOf(given)] ?? {};
    const kind = (['image', 'audio', 'video'] as const).find((kind) => text(given[`${kind}_url`])) ?? 'file';
    const type = (text(given[`${kind}_type`]) || text(file.type)).toLowerCase();
    const { width, height } = Object(given.image_dimensions);
    const fits = kind === 'image' ? PICTURE.test(type) : type.startsWith(`${kind}/`);
    return {
      name,
      link,
      kind: fits ? kind : 'file',
      type,
      size: number(given[`${kind}_size`], 1e15) || number(file.size, 1e15),
      width: number(width, MOST_PX),
      height: number(height, MOST_PX),
    };
  });
}
