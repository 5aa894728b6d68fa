import type { Given } from '../given.ts';
import { safeUrl } from '../messages/safe-url.ts';
import type { SharedFile } from './decode-attachments.ts';

/** Where a file is. */
export interface FileAddress {
  /** Undefined when nobody may follow it. */
  url: string | undefined;
  /** On the chat's server, which wants to know who asks. */
  ours: boolean;
}

/** @param server without a slash at the end */
export function fileAddress(link: string, server: string): FileAddress {
  const url = safeUrl(link.startsWith('/') && !link.startsWith('//') ? server + link : link);
  // As the browser will ask for it, after `..` and the like.
  return { url, ours: !!url?.startsWith(`${safeUrl(server)?.replace(/\/$/, '')}/file-upload/`) };
}

/**
 * A file of the chat for the page to show: an address that says nothing about the visitor, of what was fetched with their token.
 * Where it may not be fetched (a real server has no CORS on files) it is the address with the token, for want of another way.
 * Rejects when the server does not give the file.
 * @param type the MIME type under which it is shown: what is saved must not be run in the name of the site
 * @see Rocket.Chat `FileUpload.ts` `requestCanAccessFiles`, for the query
 */
export async function readFile(
  { transport, porthole }: Pick<Given, 'transport' | 'porthole'>,
  url: string,
  type: string,
): Promise<{ src: string; fetched: boolean }> {
  const { token, rid } = porthole.facts.visit.peek();
  const asked = new URL(url);
  for (const [name, value] of Object.entries({ rc_token: token, rc_rid: rid, rc_room_type: 'l' }))
    asked.searchParams.set(name, value);
  let response: Response;
  try {
    response = await transport.ports.fetch(asked.href, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  } catch {
    return { src: asked.href, fetched: false };
  }
  if (!response.ok) throw new Error(`${response.status}`);
  return { src: URL.createObjectURL(new Blob([await response.arrayBuffer()], { type })), fetched: true };
}

/** What a file is saved as. */
export const SAVED = 'application/octet-stream' satisfies SharedFile['type'];
