import { screen, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { made } from '../../../widget/app/load-part.ts';
import { fakeMessage } from './support/fake-porthole.ts';
import { show } from './support/show.tsx';

test('a message that cannot be rendered shows as plain text, and the others stay', async () => {
  const { porthole, parts } = show();
  const { messages } = parts;
  made.value = {
    ...parts,
    messages: messages && {
      ...messages,
      markdown(text) {
        if (text === '*boom*') throw new Error('a mistake of ours');
        return messages.markdown(text);
      },
    },
  };
  porthole.messages.value = [fakeMessage({ text: '*boom*' }), fakeMessage({ text: '*fine*' })];
  const log = within(screen.getByRole('log'));
  expect(await log.findByText('*boom*')).toBeTruthy();
  expect(log.getByText('fine').tagName).toBe('STRONG');
});
