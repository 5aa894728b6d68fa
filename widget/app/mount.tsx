/** The pop-up, put together: ports → transport → state → views. The loader calls it once. */
import { render } from 'preact';
import { browserPorts } from '../ports/browser.ts';
import { createPorthole } from '../state/create-porthole.ts';
import { createTransport } from '../transport/create-transport.ts';
import { frame } from './frame.ts';
import type { PortholeApp, PortholeHost } from './host.ts';
import { createPageCalls } from './page-calls.ts';
import { pageEvents } from './page-events.ts';
import css from './theme.css?inline';
import { createUi } from './ui.ts';
import { PopUp } from './views/pop-up.tsx';

export function mount(host: PortholeHost): PortholeApp {
  const ports = browserPorts();
  const transport = createTransport({ server: host.server }, ports);
  const porthole = createPorthole({ transport, ...ports });
  const ui = createUi(porthole);
  const call = createPageCalls(ui);
  for (const [method, args] of host.calls) call(method, args);

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  host.root.adoptedStyleSheets = [sheet];
  const place = document.createElement('div');
  host.root.prepend(place);

  frame(ui, host);
  pageEvents(porthole, host.emit);
  render(<PopUp ui={ui} />, place);
  void porthole.load(host.config);
  return {
    call,
    toggle: (open = !porthole.isOpen.peek()) => porthole.setOpen(open),
  };
}
