import type { ComponentType } from 'preact';
import type { Given, View } from '../given.ts';
import type { ChatT } from './chat-t.ts';

/** A chat, running or over. */
export function createChatView(
  { h, Fragment, live, made, problemText, Slot, ui }: Given,
  t: ChatT,
  Composer: ComponentType,
  FirstMessages: ComponentType,
  Empty: ComponentType,
): View {
  const { screen, connection, problem } = ui.porthole;
  return live(() => {
    const { MessageList } = made.value.messages ?? {};
    return (
      <>
        {MessageList ? <MessageList ui={ui} empty={<Empty />} /> : <FirstMessages />}
        {connection.value === 'waiting' && (
          <p class="bar" role="status">
            {t('reconnecting')}
          </p>
        )}
        {problem.value && (
          <p class="bar error" role="alert">
            {problemText(problem.value)}
          </p>
        )}
        {screen.value === 'ended' || ui.confirming.value ? (
          <Slot name="end" ui={ui} meanwhile={<Composer />} />
        ) : (
          <Composer />
        )}
      </>
    );
  });
}
