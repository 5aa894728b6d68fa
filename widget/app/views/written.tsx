import { signal } from '@preact/signals-core';
import { live } from '../live.ts';
import type { Messages } from '../messages/messages.ts';

/** What `messages.ts` made; undefined until it is loaded. */
export const messages = signal<Messages>();
/** A text with marks shows: `messages.ts` is wanted, chat or not. */
export const marked = signal(false);

/** Something that `markdown.ts` may have to do with. */
const MARKS = /[*_~`>@[\n]|:\/\/|^[-•\d]/;

/** What people write: as they wrote it, until its marks can be rendered. */
export const Written = live(({ text }: { text: string }) => {
  if (MARKS.test(text)) marked.value = true;
  return messages.value ? messages.value.markdown(text) : text;
});
