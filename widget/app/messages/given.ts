import type { MessageWords, Words } from '../text/en.ts';
import type { T } from '../text/words.ts';

export type { Given } from '../given.ts';

/** The words of both. */
export type ChatT = T<Words & MessageWords>;
