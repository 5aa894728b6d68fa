/** The pop-up, put together: ports → transport → state → views. The loader calls it once. */
import { effect } from '@preact/signals-core';
import { render } from 'preact';
import { browserPorts } from '../ports/browser.ts';
import { createPorthole } from '../state/create-porthole.ts';
import { createTransport } from '../transport/create-transport.ts';
import { frame } from './frame.ts';
import type { ApiCall, PortholeApp, PortholeHost } from './host.ts';
import css from './theme.css?inline';
import { createUi } from './ui.ts';
import { PopUp } from './views/pop-up.tsx';

export function mount(host: PortholeHost): PortholeApp {
  const ports = browserPorts();
  const transport = createTransport({ server: host.server }, ports);
  const porthole = createPorthole({ transport, ...ports });
  const ui = createUi(porthole);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  host.root.adoptedStyleSheets = [sheet];
  const place = document.createElement('div');
  host.root.prepend(place);

  /** Most pages never use `window.RocketChat`: what it does is a part of its own. */
  let page: Promise<(...call: ApiCall) => void> | undefined;
  const call: PortholeApp['call'] = (...given) => {
    page ??= import('./page-api.ts').then(({ pageApi }) => pageApi(ui, host, transport, porthole, effect));
    // A part that cannot be had must not become an error of the page.
    page.then(
      (does) => does(...given),
      () => {
        page = undefined;
      },
    );
  };
  for (const given of host.calls) call(...given);

  frame(ui, host);
  render(<PopUp ui={ui} />, place);
  void porthole.load(host.config);
  return {
    call,
    toggle: (open = !porthole.isOpen.peek()) => porthole.setOpen(open),
  };
}
