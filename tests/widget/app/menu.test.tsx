import { effect } from '@preact/signals-core';
import { screen, waitFor } from '@testing-library/preact';
import { beforeEach, expect, test } from 'vitest';
import type { Given } from '../../../widget/app/given.ts';
import { made } from '../../../widget/app/load-part.ts';
import { create as createMenu } from '../../../widget/app/menu/menu.tsx';
import { enMenu } from '../../../widget/app/text/en-menu.ts';
import { memoryDisk } from '../support/memory-disk.ts';
import type { FakePorthole } from './support/fake-porthole.ts';
import { given, show } from './support/show.tsx';

beforeEach(() => document.body.replaceChildren());

const department = (name: string) => ({
  _id: name,
  name,
  showOnRegistration: true,
  showOnOfflineForm: false,
});

/** A chat with everything switched on that `settings` says. */
function chat(settings: object, arrange: (porthole: FakePorthole) => void = () => {}) {
  const shown = show(
    (porthole) => {
      porthole.roomId.value = 'r1';
      const config = porthole.config.peek();
      if (config)
        porthole.config.value = {
          ...config,
          departments: [department('Sales'), department('Support')],
          settings: { ...config.settings, ...settings },
        };
      arrange(porthole);
    },
    ['menu'],
  );
  const storage = memoryDisk().open();
  const transport = { server: 'https://chat.example', ports: { storage } } as unknown as Given['transport'];
  made.value = { ...made.peek(), menu: createMenu(given(shown.ui, { transport })) };
  return { ...shown, storage };
}
const ALL = { transcript: true, allowSwitchingDepartments: true, forceAcceptDataProcessingConsent: true };
const button = () => screen.findByRole('button', { name: enMenu.more });
const items = () => screen.getAllByRole(/menuitem/).map(({ textContent }) => textContent);

test('the menu offers what the server allows, and the sound', async () => {
  const { user } = chat(ALL);
  await user.click(await button());
  expect(items()).toEqual([enMenu.sound, enMenu.transcript, enMenu.department, enMenu.forget]);
});

test('with nothing allowed only the sound is left; without a chat, no button', async () => {
  const { porthole, user } = chat({});
  await user.click(await button());
  expect(items()).toEqual([enMenu.sound]);
  porthole.roomId.value = '';
  await waitFor(() => expect(screen.queryByRole('button', { name: enMenu.more })).toBeNull());
});

test('an ended chat may still be sent by e-mail and removed, but is not passed on', async () => {
  const { user } = chat(ALL, (porthole) => {
    porthole.screen.value = 'ended';
  });
  await user.click(await button());
  expect(items()).toEqual([enMenu.sound, enMenu.transcript, enMenu.forget]);
});

test('an ended chat of which nothing is kept can be neither sent nor removed any more', async () => {
  const { user } = chat({ ...ALL, clearLocalStorageWhenChatEnded: true }, (porthole) => {
    porthole.screen.value = 'ended';
  });
  expect(screen.queryByRole('button', { name: 'Email me this chat' })).toBeNull();
  await user.click(await button());
  expect(items()).toEqual([enMenu.sound]);
});

test('a single department is none to choose from', async () => {
  const { user } = chat(ALL, (porthole) => {
    porthole.form.value = { ...porthole.form.value, department: 'Sales' };
    const config = porthole.config.peek();
    if (config) porthole.config.value = { ...config, departments: [department('Sales')] };
  });
  await user.click(await button());
  expect(items()).not.toContain(enMenu.department);
});

test('keys go round in the menu; Escape closes it, not the pop-up, and gives the focus back', async () => {
  const { porthole, user } = chat(ALL);
  (await button()).focus();
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe(enMenu.sound));
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement?.textContent).toBe(enMenu.forget);
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement?.textContent).toBe(enMenu.transcript);
  await user.keyboard('{End}');
  expect(document.activeElement?.textContent).toBe(enMenu.forget);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(document.activeElement).toBe(await button());
  expect(porthole.isOpen.value).toBe(true);
});

test('what is chosen is asked, and the menu closes', async () => {
  const { ui, user } = chat(ALL);
  const asked: string[] = [];
  effect(() => void asked.push(ui.asked.value));
  made.value = { ...made.peek(), sheet: null };
  await user.click(await button());
  await user.click(screen.getByRole('menuitem', { name: enMenu.forget }));
  expect(asked).toEqual(['', 'forget']);
  expect(screen.queryByRole('menu')).toBeNull();
});

test('the sound is switched off and on, and that is remembered', async () => {
  const { storage, user } = chat({});
  await user.click(await button());
  const sound = screen.getByRole('menuitemcheckbox', { name: enMenu.sound });
  expect(sound.getAttribute('aria-checked')).toBe('true');
  await user.click(sound);
  await waitFor(() => expect(sound.getAttribute('aria-checked')).toBe('false'));
  expect(storage.read('porthole-sound:https://chat.example')).toBe('off');
  await user.click(sound);
  expect(storage.read('porthole-sound:https://chat.example')).toBe('on');
});
