import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { create as createChat } from '../../../widget/app/chat/chat.ts';
import { create as createForm } from '../../../widget/app/form/form.tsx';
import { frame } from '../../../widget/app/frame.ts';
import { made } from '../../../widget/app/load-part.ts';
import { en } from '../../../widget/app/text/en.ts';
import { createUi } from '../../../widget/app/ui.ts';
import { PopUp } from '../../../widget/app/views/pop-up.tsx';
import { fakeHost, fakeMedia } from './support/fake-host.ts';
import { type FakePorthole, fakePorthole } from './support/fake-porthole.ts';
import { given } from './support/show.tsx';

let leave = (): void => {};
afterEach(() => leave());
beforeEach(() => {
  document.body.replaceChildren();
  fakeMedia();
});

function framed(arrange: (porthole: FakePorthole) => void = () => {}) {
  const porthole = fakePorthole();
  porthole.isOpen.value = false;
  arrange(porthole);
  const ui = createUi(porthole);
  const form = createForm(given(ui));
  const chat = createChat(given(ui));
  made.value = { chat, form };
  const host = fakeHost();
  const place = document.createElement('div');
  host.root.prepend(place);
  frame(ui, host);
  render(<PopUp ui={ui} />, place);
  leave = () => render(null, place);
  return { porthole, ui, form, ...host };
}

test('the launcher says what it does and how many messages wait', () => {
  const { porthole, launcher, element } = framed();
  expect([launcher.ariaLabel, launcher.ariaExpanded, element.dataset.state]).toEqual([
    'Open chat',
    'false',
    'closed',
  ]);
  porthole.unread.value = 1;
  expect([launcher.ariaLabel, launcher.dataset.unread]).toEqual(['Open chat, 1 new message', '1']);
  porthole.unread.value = 120;
  expect([launcher.ariaLabel, launcher.dataset.unread]).toEqual(['Open chat, 120 new messages', '99+']);
  porthole.isOpen.value = true;
  expect([launcher.ariaLabel, launcher.ariaExpanded, element.dataset.state]).toEqual([
    'Close chat',
    'true',
    'opened',
  ]);
  expect(launcher.dataset.unread).toBeUndefined();
});

test('the launcher goes where livechat is switched off, unless the pop-up is open', () => {
  const { porthole, launcher } = framed((porthole) => {
    porthole.screen.value = 'disabled';
  });
  expect(launcher.hidden).toBe(true);
  porthole.isOpen.value = true;
  expect(launcher.hidden).toBe(false);
});

test('colour and side follow the server, then the page', () => {
  const { ui, element } = framed();
  expect(element.style.getPropertyValue('--fill')).toBe('rgb(193,39,45)');
  expect([element.style.right, element.style.left]).toEqual(['20px', '']);
  ui.theme.value = { color: '#ffd400', position: 'left' };
  expect(element.style.getPropertyValue('--on-fill')).toBe('rgb(20,22,27)');
  expect([element.style.right, element.style.left, element.dataset.position]).toEqual(['', '20px', 'left']);
});

test('a colour that is none gives ours', () => {
  const { ui, element } = framed();
  ui.theme.value = { color: 'url(x)' };
  expect(element.style.getPropertyValue('--fill')).toBe('rgb(17,102,221)');
});

test('opening takes the focus into the composer, closing back to the launcher', async () => {
  const { porthole, root, launcher } = framed();
  launcher.focus();
  porthole.isOpen.value = true;
  await vi.waitFor(() => expect(root.activeElement?.tagName).toBe('TEXTAREA'));
  porthole.isOpen.value = false;
  await vi.waitFor(() => expect(root.activeElement).toBe(launcher));
});

test('the focus goes along when the screen changes under it', async () => {
  const { porthole, root } = framed();
  porthole.isOpen.value = true;
  await vi.waitFor(() => expect(root.activeElement?.tagName).toBe('TEXTAREA'));
  porthole.screen.value = 'offline';
  await vi.waitFor(() => expect(root.activeElement?.id).toBe('name'));
});

test('the focus goes on into a part that comes after its screen', async () => {
  const { porthole, root, form } = framed();
  made.value = { ...made.peek(), form: null };
  porthole.screen.value = 'offline';
  porthole.isOpen.value = true;
  await vi.waitFor(() => expect(root.activeElement?.textContent).toBe(en.tryAgain));
  made.value = { ...made.peek(), form };
  await vi.waitFor(() => expect(root.activeElement?.id).toBe('name'));
});

test('the focus is not taken from the page: neither by a new screen nor by a pop-up that was open before the reload', async () => {
  const input = document.createElement('input');
  document.body.append(input);
  input.focus();
  const { porthole } = framed((porthole) => {
    porthole.isOpen.value = true;
  });
  porthole.screen.value = 'ended';
  await new Promise((resume) => setTimeout(resume, 20));
  expect(document.activeElement).toBe(input);
});

test('by touch the pop-up itself gets the focus, so that no keyboard covers it', async () => {
  fakeMedia('coarse');
  const { porthole, root } = framed();
  porthole.isOpen.value = true;
  await vi.waitFor(() => expect(root.activeElement?.className).toBe('panel'));
});

test('over a small screen the page neither scrolls nor takes the focus, and gets back what it had', () => {
  fakeMedia('max-width');
  const before = document.createElement('main');
  const inert = Object.assign(document.createElement('aside'), { inert: true });
  document.body.append(before, inert);
  document.documentElement.style.overflow = 'scroll';
  const { porthole } = framed();
  porthole.isOpen.value = true;
  expect(document.body.className).toBe('rc-livechat-mobile-full-screen');
  expect([before.inert, document.documentElement.style.overflow]).toEqual([true, 'hidden']);
  porthole.isOpen.value = false;
  expect(document.body.className).toBe('');
  expect([before.inert, inert.inert, document.documentElement.style.overflow]).toEqual([
    false,
    true,
    'scroll',
  ]);
  document.documentElement.style.overflow = '';
});

test('a small screen is not covered at once after a reload', () => {
  fakeMedia('max-width');
  const { porthole } = framed((porthole) => {
    porthole.isOpen.value = true;
  });
  expect(porthole.isOpen.value).toBe(false);
});
