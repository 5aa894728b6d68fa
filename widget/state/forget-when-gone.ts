import { effect, untracked } from '@preact/signals-core';
import { type Facts, NOBODY } from './facts.ts';

/** When the visitor goes, perhaps by another tab, what they wrote and filled in goes too. The answer stops it. */
export function forgetWhenGone({ visit, draft, form }: Pick<Facts, 'visit' | 'draft' | 'form'>): () => void {
  let had = '';
  return effect(() => {
    const { token } = visit.value;
    if (had && !token)
      untracked(() => {
        draft.value = '';
        form.value = NOBODY;
      });
    had = token;
  });
}
