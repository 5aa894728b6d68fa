import { live } from '../live.ts';
import { t } from '../text/words.ts';
import type { Ui } from '../ui.ts';

/** What stands in a list without messages. */
export const Empty = () => (
  <li class="empty">
    <h3>{t('emptyTitle')}</h3>
    <p>{t('emptyText')}</p>
  </li>
);

/** The list as long as `messages.ts` is not there: what the visitor wrote, on its way. */
export const FirstMessages = live(({ ui: { porthole } }: { ui: Ui }) => {
  const sent = porthole.messages.value.filter(({ from }) => from === 'visitor');
  return (
    <div class="scroller">
      <div class="log" role="log" aria-label={t('messages')}>
        <ol>
          {sent.length ? (
            <li class="group visitor">
              <div>
                {sent.map(({ id, text, state }) => (
                  <div key={id} class={`bubble ${state}`} dir="auto">
                    {text}
                  </div>
                ))}
                {sent.at(-1)?.state === 'sending' && <small>{t('sending')}</small>}
              </div>
            </li>
          ) : (
            !porthole.roomId.value && <Empty />
          )}
        </ol>
      </div>
    </div>
  );
});
