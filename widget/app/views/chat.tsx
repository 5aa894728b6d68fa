import { live } from '../live.ts';
import { problemText, t } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { Composer } from './composer.tsx';
import { FirstMessages } from './first-messages.tsx';
import { messages } from './written.tsx';

/** A chat, running or over. */
export const Chat = live(({ ui }: { ui: Ui }) => {
  const { screen, connection, problem } = ui.porthole;
  const { MessageList = FirstMessages, Footer = Composer } = messages.value ?? {};
  const Bottom = screen.value === 'ended' || ui.confirming.value ? Footer : Composer;
  return (
    <>
      <MessageList ui={ui} />
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
      <Bottom ui={ui} />
    </>
  );
});
