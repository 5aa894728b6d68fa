import { live } from '../live.ts';
import { made, want } from '../load-part.ts';

/** Something that `markdown.ts` may have to do with. */
const MARKS = /[*_~`>@[\n]|:\/\/|^[-•\d]/;

/** What people write: as they wrote it, until its marks can be rendered. */
export const Written = live(({ text }: { text: string }) => {
  const { messages } = made.value;
  if (messages === undefined && MARKS.test(text)) want('messages').catch(() => {});
  return messages ? messages.markdown(text) : text;
});
