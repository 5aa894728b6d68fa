/** The pop-up, put together: ports → transport → state → views. The loader calls it once. */
import { effect } from '@preact/signals-core';
import { Component, Fragment, h, render } from 'preact';
import { browserPorts } from '../ports/browser.ts';
import { createPorthole } from '../state/create-porthole.ts';
import { createTransport } from '../transport/create-transport.ts';
import { frame } from './frame.ts';
import type { PortholeApp, PortholeHost } from './host.ts';
import { live } from './live.ts';
import { loadPart, type Parts } from './load-part.ts';
import { en } from './text/en.ts';
import { createT, problemText } from './text/words.ts';
import css from './theme.css?inline';
import { createUi } from './ui.ts';
import { Avatar } from './views/avatar.tsx';
import { Empty } from './views/first-messages.tsx';
import { Icon } from './views/icon.tsx';
import { PopUp } from './views/pop-up.tsx';
import { marked, messages, Written } from './views/written.tsx';

export function mount(host: PortholeHost): PortholeApp {
  const style = (css: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    host.root.adoptedStyleSheets.push(sheet);
  };
  style(css);

  const showMessages = async () => {
    const { createMessages } = await loadPart('messages');
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
      style,
    };
    messages.value ??= createMessages(given);
  };
  effect(() => {
    if (marked.value)
      showMessages().catch(() => {
        marked.value = false;
      });
  });

  const ports = browserPorts();
  const transport = createTransport({ server: host.server }, ports);
  const porthole = createPorthole({
    transport,
    ...ports,
    async loadLive() {
      const [{ createLive }] = await Promise.all([loadPart('live'), showMessages()]);
      return createLive;
    },
  });
  const ui = createUi(porthole);
  const place = document.createElement('div');
  host.root.prepend(place);

  /** Most pages never use `window.RocketChat`: what it does is a part of its own. */
  let api: ReturnType<Parts['page-api']['pageApi']> | undefined;
  const call: PortholeApp['call'] = (...given) => {
    loadPart('page-api').then(
      ({ pageApi }) => {
        api ??= pageApi(ui, host, transport, porthole, effect);
        api(...given);
      },
      // A part that cannot be had must not become an error of the page.
      () => {},
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
