import { type Json, recordOf, textOf } from '../../kit/decode/fields.ts';

/** Where a chat comes from when it is no pop-up on a site: what the app calls itself that brought it in, such as `Facebook`; else ''. */
export function channelOf(chat: Json): string {
  const source = recordOf(chat, 'source') ?? {};
  return textOf(source, 'type') === 'app' ? (textOf(source, 'label') ?? textOf(source, 'id') ?? '') : '';
}
