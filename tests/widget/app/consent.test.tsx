import { effect } from '@preact/signals-core';
import { screen, waitFor } from '@testing-library/preact';
import { beforeEach, expect, test } from 'vitest';
import { made } from '../../../widget/app/load-part.ts';
import { enConsent } from '../../../widget/app/text/en-consent.ts';
import type { FakePorthole } from './support/fake-porthole.ts';
import { show } from './support/show.tsx';

const asked = (porthole: FakePorthole) => {
  porthole.screen.value = 'consent';
};
beforeEach(() => document.body.replaceChildren());

test('the visitor is asked with our words, or with the text of the server and its marks', async () => {
  const { porthole } = show(asked);
  expect(screen.getByText(enConsent.text)).toBeTruthy();
  const config = porthole.config.peek();
  if (!config) throw new Error('no config');
  const messages = { ...config.messages, dataProcessingConsentText: 'Kept for *30 days*, <b>safely</b>' };
  porthole.config.value = { ...config, messages };
  expect((await screen.findByText('30 days')).tagName).toBe('STRONG');
  expect(screen.getByText(/<b>safely<\/b>/)).toBeTruthy();
});

test('agreeing is one click', async () => {
  const { porthole, user } = show(asked);
  await user.click(screen.getByRole('button', { name: enConsent.agree }));
  expect(porthole.calls).toEqual([['agree']]);
});

test('who declines reads that nothing was sent, and may think again', async () => {
  const { porthole, user } = show(asked);
  await user.click(screen.getByRole('button', { name: enConsent.decline }));
  expect(screen.getByRole('heading', { name: enConsent.declinedTitle })).toBeTruthy();
  expect(screen.queryByRole('button', { name: enConsent.agree })).toBeNull();
  await user.click(screen.getByRole('button', { name: enConsent.back }));
  expect(screen.getByRole('button', { name: enConsent.agree })).toBeTruthy();
  expect(porthole.calls).toEqual([]);
});

test('a part that cannot be had is told, and tried again on request', async () => {
  const { user } = show(asked, ['consent']);
  expect(screen.getByText('The chat could not be loaded')).toBeTruthy();
  const states: string[] = [];
  const stop = effect(() => void states.push(made.value.consent === null ? 'lost' : 'wanted'));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  // There is no file to be had here.
  await waitFor(() => expect(states).toEqual(['lost', 'wanted', 'lost']));
  stop();
});
