import { cleanup, render } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach } from 'vitest';
import { createUi, type Ui } from '../../../../widget/app/ui.ts';
import { PopUp } from '../../../../widget/app/views/pop-up.tsx';
import { type FakePorthole, fakePorthole } from './fake-porthole.ts';

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
