import { batch, computed, effect, signal } from '@preact/signals-core';
import { cleanup, render } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { Component, Fragment, h } from 'preact';
import { afterEach } from 'vitest';
import { create as createChat } from '../../../../widget/app/chat/chat.ts';
import { create as createConsent } from '../../../../widget/app/consent/consent.tsx';
import { create as createEnd } from '../../../../widget/app/end/end.tsx';
import { create as createForm } from '../../../../widget/app/form/form.tsx';
import type { Given, Made } from '../../../../widget/app/given.ts';
import { live } from '../../../../widget/app/live.ts';
import { made } from '../../../../widget/app/load-part.ts';
import { create as createMessages } from '../../../../widget/app/messages/messages.ts';
import { en } from '../../../../widget/app/text/en.ts';
import { createT, problemText } from '../../../../widget/app/text/words.ts';
import { createUi, type Ui } from '../../../../widget/app/ui.ts';
import { Icon } from '../../../../widget/app/views/icon.tsx';
import { Notice } from '../../../../widget/app/views/notice.tsx';
import { PopUp } from '../../../../widget/app/views/pop-up.tsx';
import { Slot } from '../../../../widget/app/views/slot.tsx';
import { Written } from '../../../../widget/app/views/written.tsx';
import { type FakePorthole, fakePorthole } from './fake-porthole.ts';

/** What parts get of a pop-up that shows; what only some of them need, these say in `more`. */
export function given(ui: Ui, more: Partial<Given> = {}): Given {
  const views = { Icon, Notice, Slot, Written };
  const host = { element: document.createElement('div') };
  const shared = {
    ...{ h, Fragment, Component, live, signal, computed, effect, batch, en, createT, problemText },
    made,
    want: () => new Promise(() => {}),
  };
  return { ...shared, ...views, style() {}, ui, host, porthole: ui.porthole, ...more } as Given;
}

afterEach(() => {
  cleanup();
  made.value = {};
});

/**
 * Shows the pop-up over a porthole whose facts `arrange` sets; a test may go on changing them. The parts that it shows by itself are
 * there, but for those in `without`; `parts` are all of them.
 */
export function show(
  arrange: (porthole: FakePorthole) => void = () => {},
  without: (keyof Made)[] = [],
): {
  porthole: FakePorthole;
  ui: Ui;
  user: ReturnType<typeof userEvent.setup>;
  parts: typeof made.value;
} {
  const porthole = fakePorthole();
  arrange(porthole);
  const ui = createUi(porthole);
  const all = given(ui);
  const parts: typeof made.value = {
    chat: createChat(all),
    messages: createMessages(all),
    consent: createConsent(all),
    form: createForm(all),
    end: createEnd(all),
  };
  // What is not there cannot be had either.
  made.value = { ...parts, ...Object.fromEntries(without.map((name) => [name, null])) };
  render(<PopUp ui={ui} />);
  return { porthole, ui, user: userEvent.setup(), parts };
}
