import type { ComponentType } from 'preact';
import type { Given } from '../given.ts';
import type { ChatT } from './chat-t.ts';

/** The list as long as `messages.ts` is not there: what the visitor wrote, on its way. And what stands in a list without messages. */
export function createFirstMessages(
  { h, live, ui: { porthole } }: Given,
  t: ChatT,
): [FirstMessages: ComponentType, Empty: ComponentType] {
  const Empty = () => (
    <li class="empty">
      <h3>{t('emptyTitle')}</h3>
      <p>{t('emptyText')}</p>
    </li>
  );

  const FirstMessages = live(() => {
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
  return [FirstMessages, Empty];
}
