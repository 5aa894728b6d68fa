import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../kit/parts/icon.tsx';
import type { Conversation } from '../state/create-conversation.ts';

/** Enter sends, Shift and Enter breaks the line. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const draft = conversation.draft.value;
  const input = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = input.current;
    if (!element) return;
    // Grows with what is written; the stylesheet says how far.
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  });
  const send = (): void => {
    conversation.send();
    input.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={input}
        class="input"
        rows={1}
        aria-label={`Message to ${conversation.room.value.name}`}
        placeholder="Write an answer"
        value={draft}
        onInput={(event) => {
          conversation.draft.value = event.currentTarget.value;
          conversation.typed();
        }}
        onKeyDown={(event) => {
          // While an input method composes a word, Enter belongs to it.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <label class="button icon-only">
        <Icon name="clip" />
        <input
          type="file"
          multiple
          class="visually-hidden"
          aria-label="Send files"
          onChange={({ currentTarget }) => {
            void conversation.sendFiles([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
      </label>
      <button type="submit" class="button primary icon-only" aria-label="Send" disabled={draft.trim() === ''}>
        <Icon name="send" />
      </button>
    </form>
  );
}
