/** A file as its message names it. @see core-typings `FileProp` */
export interface WireFile {
  _id: string;
  name: string;
  /** MIME type. */
  type: string;
  /** Bytes. */
  size?: number;
  /** File name extension. */
  format?: string;
}

/**
 * How a file is shown. Pictures, sounds and films carry the address of their kind, everything else `title_link` alone. Addresses are
 * relative to the server's. @see core-typings `MessageAttachment/Files`
 */
export interface WireFileAttachment {
  type: 'file';
  title: string;
  description?: string;
  title_link: string;
  title_link_download: true;
  image_url?: string;
  image_type?: string;
  image_size?: number;
  image_dimensions?: { width: number; height: number };
  audio_url?: string;
  audio_type?: string;
  audio_size?: number;
  video_url?: string;
  video_type?: string;
  video_size?: number;
}
