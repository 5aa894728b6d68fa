import { isRecord } from './conform.ts';
import type { WireVisitor } from './visitor.ts';

/** `guest` of the config and `visitor` of `POST livechat/visitor`. */
export function decodeVisitor(visitor: unknown): WireVisitor | undefined {
  if (!isRecord(visitor)) return undefined;
  const { _id, token, username, department } = visitor;
  if (typeof token !== 'string' || !token) return undefined;
  return {
    _id: String(_id),
    token,
    username: typeof username === 'string' ? username : '',
    ...(typeof department === 'string' && { department }),
  };
}
