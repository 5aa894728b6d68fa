import type { Component, Fragment, h } from 'preact';
import type { live } from '../live.ts';
import type { ChatWords, Words } from '../text/en.ts';
import type { createT, problemText, T } from '../text/words.ts';
import type { Avatar } from '../views/avatar.tsx';
import type { Empty } from '../views/first-messages.tsx';
import type { Icon } from '../views/icon.tsx';
import type { Written } from '../views/written.tsx';

/** The words of both. */
export type ChatT = T<Words & ChatWords>;

/** What the part gets from the pop-up, which has it already: the part is loaded by itself and must not bring a second copy along. */
export interface Given {
  /** JSX becomes calls of `h` and `Fragment`. */
  h: typeof h;
  Fragment: typeof Fragment;
  Component: typeof Component;
  live: typeof live;
  en: Words;
  createT: typeof createT;
  problemText: typeof problemText;
  Avatar: typeof Avatar;
  Empty: typeof Empty;
  Icon: typeof Icon;
  Written: typeof Written;
  /** Adds rules to those of the pop-up. */
  style(css: string): void;
}
