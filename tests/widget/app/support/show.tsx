import { cleanup, render } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { Component, Fragment, h } from 'preact';
import { afterEach, beforeEach } from 'vitest';
import { live } from '../../../../widget/app/live.ts';
import { createMessages } from '../../../../widget/app/messages/messages.ts';
import { en } from '../../../../widget/app/text/en.ts';
import { createT, problemText } from '../../../../widget/app/text/words.ts';
import { createUi, type Ui } from '../../../../widget/app/ui.ts';
import { Avatar } from '../../../../widget/app/views/avatar.tsx';
import { Empty } from '../../../../widget/app/views/first-messages.tsx';
import { Icon } from '../../../../widget/app/views/icon.tsx';
import { PopUp } from '../../../../widget/app/views/pop-up.tsx';
import { messages, Written } from '../../../../widget/app/views/written.tsx';
import { type FakePorthole, fakePorthole } from './fake-porthole.ts';

beforeEach(() => {
  const given = {
    h,
    Fragment,
    Component,
    live,
    en,
    createT,
    problemText,
    Avatar,
    Empty,
    Icon,
    Written,
    style() {},
  };
  messages.value = createMessages(given);
});
afterEach(cleanup);

/** Shows the pop-up over a porthole whose facts `arrange` sets; a test may go on changing them. */
export function show(arrange: (porthole: FakePorthole) => void = () => {}): {
  porthole: FakePorthole;
  ui: Ui;
  user: ReturnType<typeof userEvent.setup>;
} {
  const porthole = fakePorthole();
  arrange(porthole);
  const ui = createUi(porthole);
  render(<PopUp ui={ui} />);
  return { porthole, ui, user: userEvent.setup() };
}
