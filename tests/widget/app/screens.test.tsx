import { screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { en } from '../../../widget/app/text/en.ts';
import type { Problem } from '../../../widget/state/porthole.ts';
import { show } from './support/show.tsx';

test('shows nothing while closed', () => {
  show((porthole) => {
    porthole.isOpen.value = false;
  });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('is a dialog with the title of the server as its name', () => {
  show();
  expect(screen.getByRole('dialog', { name: 'Acme Store' })).toBeTruthy();
});

test('the title of the page wins over that of the server', async () => {
  const { ui } = show();
  ui.theme.value = { title: 'Help desk' };
  expect(await screen.findByRole('dialog', { name: 'Help desk' })).toBeTruthy();
});

test('says that it is loading', () => {
  show((porthole) => {
    porthole.screen.value = 'loading';
    porthole.config.value = undefined;
  });
  expect(screen.getByRole('status', { name: 'Loading the chat' })).toBeTruthy();
});

test('a failed load says why and tries again', async () => {
  const { porthole, user } = show((porthole) => {
    porthole.screen.value = 'load-failed';
    porthole.problem.value = { code: 'unreachable' };
  });
  expect(screen.getByText(en.unreachable)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(porthole.calls).toContainEqual(['retryLoad']);
});

test('a load that the browser blocked names the setting', () => {
  show((porthole) => {
    porthole.screen.value = 'load-failed';
    porthole.problem.value = { code: 'cors' };
  });
  expect(screen.getByText(/API_Enable_CORS/)).toBeTruthy();
});

test.each([
  'unreachable',
  'cors',
  'rate-limited',
  'no-agent-online',
  'room-closed',
  'too-long',
  'invalid-email',
  'omnichannel-disabled',
  'refused',
  'bad-answer',
] satisfies Problem['code'][])('a problem "%s" has words', (code) => {
  show((porthole) => {
    porthole.problem.value = { code };
  });
  expect(screen.getByRole('alert').textContent).toBe(en[code]);
});

test('a refusal shows the words of the server', () => {
  show((porthole) => {
    porthole.problem.value = { code: 'refused', detail: 'Guests may not write today' };
  });
  expect(screen.getByRole('alert').textContent).toBe('Guests may not write today');
});

test('says that the chat is switched off', () => {
  show((porthole) => {
    porthole.screen.value = 'disabled';
  });
  expect(screen.getByText(en.disabled)).toBeTruthy();
});

test('without an offline form shows the text of the server', () => {
  show((porthole) => {
    porthole.screen.value = 'offline-unavailable';
    const config = porthole.config.value;
    if (config) config.messages.offlineUnavailableMessage = 'Back on *Monday*';
  });
  expect(screen.getByText('Monday').tagName).toBe('STRONG');
});

test('after an offline message shows the text of the server and offers another', async () => {
  const { porthole, user } = show((porthole) => {
    porthole.screen.value = 'offline-sent';
    const config = porthole.config.value;
    if (config) config.messages.offlineSuccessMessage = 'We will call you';
  });
  expect(screen.getByText('We will call you')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Send another' }));
  expect(porthole.calls).toContainEqual(['newOfflineMessage']);
});

test('Escape closes, and so does the button', async () => {
  const { porthole, user } = show();
  await user.click(screen.getByRole('textbox'));
  await user.keyboard('{Escape}');
  expect(porthole.isOpen.value).toBe(false);
  porthole.isOpen.value = true;
  await user.click(await screen.findByRole('button', { name: 'Minimise' }));
  expect(porthole.isOpen.value).toBe(false);
});

test('shows the agent with presence in place of the title, and the letter of the name behind the picture', () => {
  show((porthole) => {
    porthole.agent.value = {
      username: 'ada',
      name: 'Ada',
      avatarUrl: 'https://a.example/avatar/ada',
      status: 'away',
    };
  });
  expect(screen.getByRole('heading', { name: 'Ada' })).toBeTruthy();
  expect(screen.getByText('Away')).toBeTruthy();
  expect(document.querySelector('.avatar')?.textContent).toBe('A');
});

test('an avatar that cannot be had gives way to the letter', () => {
  show((porthole) => {
    porthole.agent.value = {
      username: 'ada',
      name: 'Ada',
      avatarUrl: 'https://a.example/avatar/ada',
      status: 'online',
    };
  });
  const image = document.querySelector('img');
  image?.dispatchEvent(new Event('error'));
  expect(image?.hidden).toBe(true);
});
