import { live } from '../live.ts';
import { markdown } from '../markdown.tsx';
import { problemText, t } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

/** A chat, running or over. */
export const Chat = live(({ ui }: { ui: Ui }) => {
  const { screen, connection, problem, config, newChat } = ui.porthole;
  const { conversationFinishedMessage, conversationFinishedText } = config.value?.messages ?? {};
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
      {screen.value === 'ended' ? (
        <div class="footer" role="status">
          <h3 dir="auto">{conversationFinishedMessage || t('endedTitle')}</h3>
          {conversationFinishedText && <div dir="auto">{markdown(conversationFinishedText)}</div>}
          <button type="button" class="main" onClick={() => void newChat()}>
            {t('newChat')}
          </button>
        </div>
      ) : ui.confirming.value ? (
        <EndQuestion ui={ui} />
      ) : (
        <Composer ui={ui} />
      )}
    </>
  );
});

const EndQuestion = live(({ ui: { porthole, confirming } }: { ui: Ui }) => {
  const answer = (end: boolean) => {
    confirming.value = false;
    if (end) void porthole.closeChat();
  };
  return (
    <div class="footer" role="alertdialog" aria-labelledby="end">
      <h3 id="end">{t('endQuestion')}</h3>
      <p>{t('endText')}</p>
      <button type="button" class="main" onClick={() => answer(false)}>
        {t('cancel')}
      </button>
      <button type="button" class="quiet" onClick={() => answer(true)}>
        {t('end')}
      </button>
    </div>
  );
});
