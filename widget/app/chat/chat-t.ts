import type { Words } from '../text/en.ts';
import type { ChatWords } from '../text/en-chat.ts';
import type { T } from '../text/words.ts';

/** The words of the part and those of the pop-up. */
export type ChatT = T<Words & ChatWords>;
