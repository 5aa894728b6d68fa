import type { Given, Made } from '../given.ts';
import { enEnd } from '../text/en-end.ts';
import css from './end.css?inline';

/** In place of the composer: the question whether to end the chat, and its end. */
export function create({ h, live, en, createT, Written, style }: Given): Made['end'] {
  const t = createT({ ...en, ...enEnd });
  style(css);
  return live(({ ui: { porthole, confirming, asked } }) => {
    const { screen, config, newChat, closeChat } = porthole;
    const { conversationFinishedMessage, conversationFinishedText } = config.value?.messages ?? {};
    const { transcript, clearLocalStorageWhenChatEnded } = config.value?.settings ?? {};
    // Where nothing is kept of the visitor, nobody can ask for their chat any more.
    const copies = transcript && !clearLocalStorageWhenChatEnded;
    const answer = (end: boolean) => {
      confirming.value = false;
      if (end) void closeChat();
    };
    return screen.value === 'ended' ? (
      <div class="footer" role="status">
        <h3 dir="auto">{conversationFinishedMessage || t('endedTitle')}</h3>
        {conversationFinishedText && (
          <div dir="auto">
            <Written text={conversationFinishedText} />
          </div>
        )}
        {copies && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              asked.value = 'transcript';
            }}
          >
            {t('transcript')}
          </button>
        )}
        <button type="button" class="main" onClick={() => void newChat()}>
          {t('newChat')}
        </button>
      </div>
    ) : (
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
}
