import type { batch, computed, effect, signal } from '@preact/signals-core';
import type { Component, ComponentType, Fragment, h } from 'preact';
import type { PortholeDeps, PortholeParts } from '../state/create-porthole.ts';
import type { ChatMessage } from '../state/porthole.ts';
import type { Fields } from './fields/fields.tsx';
import type { PortholeApp, PortholeHost } from './host.ts';
import type { live } from './live.ts';
import type { made, want } from './load-part.ts';
import type { Messages } from './messages/messages.ts';
import type { Words } from './text/en.ts';
import type { createT, problemText } from './text/words.ts';
import type { Ui } from './ui.ts';
import type { Icon } from './views/icon.tsx';
import type { Notice } from './views/notice.tsx';
import type { Slot } from './views/slot.tsx';
import type { Written } from './views/written.tsx';

/**
 * What a part gets from the pop-up, which has it already: the part is loaded by itself and must not bring a second copy along.
 * It takes out of this what it needs.
 */
export interface Given {
  /** JSX becomes calls of `h` and `Fragment`. */
  h: typeof h;
  Fragment: typeof Fragment;
  Component: typeof Component;
  live: typeof live;
  signal: typeof signal;
  computed: typeof computed;
  effect: typeof effect;
  batch: typeof batch;

  en: Words;
  createT: typeof createT;
  problemText: typeof problemText;
  Icon: typeof Icon;
  Notice: typeof Notice;
  Slot: typeof Slot;
  Written: typeof Written;
  /** What other parts made, and how to have them. */
  made: typeof made;
  want: typeof want;
  /** Adds rules to those of the pop-up. */
  style(css: string): void;

  ui: Ui;
  host: PortholeHost;
  /** Holds the way to the server and the ports of the browser. */
  transport: PortholeDeps['transport'];
  /** With its facts, which are more than the views need. */
  porthole: PortholeParts;
}

/** A part that is one view. `Slot` shows it, and loads it when it first does. */
export type View = ComponentType<ViewProps>;
export interface ViewProps {
  ui: Ui;
  /** Of the views that belong to one. */
  message?: ChatMessage;
}

/** In the composer: files to be sent. */
export interface Files {
  /** Those on their way. They may also be dropped on the pop-up, or pasted. */
  Sending: ComponentType;
  /** Lets the visitor choose some. */
  choose(): void;
  add(files: Iterable<File>): void;
}

/** What each part makes of what it is given. */
export interface Made {
  messages: Messages;
  'page-api': PortholeApp['call'];
  /** What there is to read, and where the visitor writes. */
  chat: View;
  /** Before anything is sent: whether the visitor agrees. */
  consent: View;
  /** The offline form, what follows on it, and the form before a chat. */
  form: View;
  /** In the header: what one rarely wants to do. */
  menu: View;
  /** Over the pop-up: what was chosen there. */
  sheet: View;
  /** Rings for messages that nobody sees. */
  sound: true;
  /** In place of the composer: whether to end the chat, and its end. */
  end: View;
  /** What the pop-up says by itself; the answer stops it. */
  triggers: () => void;
  files: Files;
  /** The files of a message. */
  attachments: View;
  /** What the form before a chat asks beyond name, email and department. */
  fields: Fields;
}
