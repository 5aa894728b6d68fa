import { live } from '../live.ts';
import { made } from '../load-part.ts';
import { problemText, t } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { Composer } from './composer.tsx';
import { FirstMessages } from './first-messages.tsx';
import { Slot } from './slot.tsx';

/** A chat, running or over. */
export const Chat = live(({ ui }: { ui: Ui }) => {
  const { screen, connection, problem } = ui.porthole;
  const { MessageList = FirstMessages } = made.value.messages ?? {};
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
      {screen.value === 'ended' || ui.confirming.value ? (
        <Slot name="end" ui={ui} meanwhile={<Composer ui={ui} />} />
      ) : (
        <Composer ui={ui} />
      )}
    </>
  );
});
