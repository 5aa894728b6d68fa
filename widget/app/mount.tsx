/** The pop-up, put together: ports → transport → state → views. The loader calls it once. */
import { batch, computed, effect, signal } from '@preact/signals-core';
import { Component, Fragment, h, render } from 'preact';
import { browserPorts } from '../ports/browser.ts';
import { createPorthole } from '../state/create-porthole.ts';
import type { CreateLive } from '../state/live.ts';
import { createTransport } from '../transport/create-transport.ts';
import { frame } from './frame.ts';
import type { PortholeApp, PortholeHost } from './host.ts';
import { live } from './live.ts';
import { give, loadPart, made, want } from './load-part.ts';
import { en } from './text/en.ts';
import { createT, problemText } from './text/words.ts';
import css from './theme.css?inline';
import { createUi } from './ui.ts';
import { Icon } from './views/icon.tsx';
import { Notice } from './views/notice.tsx';
import { PopUp } from './views/pop-up.tsx';
import { Slot } from './views/slot.tsx';
import { Written } from './views/written.tsx';

export function mount(host: PortholeHost): PortholeApp {
  const style = (css: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    host.root.adoptedStyleSheets.push(sheet);
  };
  style(css);

  const ports = browserPorts();
  const transport = createTransport({ server: host.server }, ports);
  const porthole = createPorthole({
    transport,
    ...ports,
    async loadLive() {
      const [{ createLive }] = await Promise.all([
        loadPart<{ createLive: CreateLive }>('live'),
        want('messages'),
      ]);
      return createLive;
    },
  });
  const ui = createUi(porthole);
  const place = document.createElement('div');
  host.root.prepend(place);

  give({
    h,
    Fragment,
    Component,
    live,
    signal,
    computed,
    effect,
    batch,
    en,
    createT,
    problemText,
    Icon,
    Notice,
    Slot,
    Written,
    made,
    want,
    style,
    ui,
    host,
    transport,
    porthole,
  });

  /** Most pages never use `window.RocketChat`: what it does is a part of its own. */
  const call: PortholeApp['call'] = (...given) => {
    // A part that cannot be had must not become an error of the page.
    want('page-api').then(
      (api) => api(...given),
      () => {},
    );
  };
  for (const given of host.calls) call(...given);

  effect(() => {
    if (porthole.config.value?.triggers.length) want('triggers').catch(() => {});
  });

  effect(() => {
    if (porthole.unread.value) want('sound').catch(() => {});
  });

  frame(ui, host);
  render(<PopUp ui={ui} />, place);
  void porthole.load(host.config);
  return {
    call,
    toggle: (open = !porthole.isOpen.peek()) => porthole.setOpen(open),
  };
}
