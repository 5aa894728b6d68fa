import { screen, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { fakeMessage } from './support/fake-porthole.ts';
import { show } from './support/show.tsx';

vi.mock(import('../../../widget/app/markdown.tsx'), async (original) => {
  const { markdown } = await original();
  return {
    markdown(text) {
      if (text === '*boom*') throw new Error('a mistake of ours');
      return markdown(text);
    },
  };
});

test('a message that cannot be rendered shows as plain text, and the others stay', async () => {
  show((porthole) => {
    porthole.messages.value = [fakeMessage({ text: '*boom*' }), fakeMessage({ text: '*fine*' })];
  });
  const log = within(screen.getByRole('log'));
  expect(await log.findByText('*boom*')).toBeTruthy();
  expect(log.getByText('fine').tagName).toBe('STRONG');
});
