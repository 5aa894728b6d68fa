import { effect } from '@preact/signals-core';
import { expect, vi } from 'vitest';
import { pageApi } from '../../../../widget/app/page-api.ts';
import { createUi } from '../../../../widget/app/ui.ts';
import { createPorthole } from '../../../../widget/state/create-porthole.ts';
import { createTransport } from '../../../../widget/transport/create-transport.ts';
import { nodePorts } from '../../../widget/support/node-ports.ts';
import { say, talk, type World } from '../../../widget/support/world.ts';
import { finish, greet } from './visit-with-parts.ts';

const soon = { timeout: 8_000, interval: 20 };

/** A visit in which the page says through `window.RocketChat` what can be said: who the visitor is, their fields, where the chat goes. */
export async function visitThroughPage({ url }: World): Promise<void> {
  // Of a browser, as far as the part needs one.
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      replaceSync(): void {}
    },
  );
  vi.stubGlobal('location', { href: 'https://shop.example/mugs' });
  vi.stubGlobal('document', { title: 'Mugs' });
  const ports = nodePorts();
  const transport = createTransport({ server: url }, ports);
  const porthole = createPorthole({ transport, ...ports });
  const host = { root: { adoptedStyleSheets: [] } as unknown as ShadowRoot, emit: () => {} };
  const page = pageApi(createUi(porthole), host, transport, porthole, effect);
  const asked = (path: string): Promise<unknown> =>
    vi.waitFor(() => expect(ports.requests).toContain(path), soon);
  try {
    page('setBusinessUnit', ['a-unit']);
    await porthole.load();
    await greet({ porthole, transport });
    page('setAgent', [{ _id: 'annaSeedAccount22', username: 'anna' }]);
    page('registerGuest', [
      {
        token: 'a-guest-of-the-page',
        name: 'Ann',
        email: 'ann@shop.example',
        phone: '555',
        department: 'Sales',
        customFields: [{ key: 'size', value: '42', overwrite: true }],
      },
    ]);
    await asked('POST custom.fields');
    await vi.waitFor(() => expect(porthole.facts.visit.value.registered).toBe(true), soon);
    say(porthole, 'hello');
    await vi.waitFor(() => expect(talk(porthole)).toEqual(['visitor: hello']), soon);
    page('pageVisited', ['url']);
    page('transferChat', ['Support']);
    await asked('POST visitor/department.transfer');
    await finish({ porthole, transport });
  } finally {
    porthole.dispose();
  }
}
