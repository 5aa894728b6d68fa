import { screen, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { messages } from '../../../widget/app/views/written.tsx';
import { fakeMessage } from './support/fake-porthole.ts';
import { show } from './support/show.tsx';

test('a message that cannot be rendered shows as plain text, and the others stay', async () => {
  const made = messages.value;
  messages.value = made && {
    ...made,
    markdown(text) {
      if (text === '*boom*') throw new Error('a mistake of ours');
      return made.markdown(text);
    },
  };
  show((porthole) => {
    porthole.messages.value = [fakeMessage({ text: '*boom*' }), fakeMessage({ text: '*fine*' })];
  });
  const log = within(screen.getByRole('log'));
  expect(await log.findByText('*boom*')).toBeTruthy();
  expect(log.getByText('fine').tagName).toBe('STRONG');
});
