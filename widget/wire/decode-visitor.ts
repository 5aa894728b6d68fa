import { conform } from './conform.ts';

export interface DecodedVisitor {
  /** The visitor's secret, not always the one that was sent. */
  token: string;
  /** `guest-N` */
  username: string;
}

/** `guest` of the config and `visitor` of `POST livechat/visitor`. */
export function decodeVisitor(visitor: unknown): DecodedVisitor | undefined {
  const decoded = conform({ token: '', username: '' }, visitor);
  return decoded.token ? decoded : undefined;
}
