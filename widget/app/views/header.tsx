import { live } from '../live.ts';
import { made } from '../load-part.ts';
import { t } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { DOWN, Icon } from './icon.tsx';
import { Slot } from './slot.tsx';

/** Who one talks to, or the title; ends the chat, minimises the pop-up. */
export const Header = live(({ ui }: { ui: Ui }) => {
  const { porthole, title, confirming } = ui;
  const agent = porthole.screen.value === 'chat' ? porthole.agent.value : undefined;
  const { Agent } = made.value.messages ?? {};
  return (
    <header>
      {agent && Agent ? (
        <Agent agent={agent} />
      ) : (
        <div>
          <h2 dir="auto">{title.value}</h2>
        </div>
      )}
      {porthole.canClose.value && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            confirming.value = true;
          }}
        >
          {t('end')}
        </button>
      )}
      {(porthole.roomId.value || porthole.config.value?.settings.forceAcceptDataProcessingConsent) && (
        <Slot name="menu" ui={ui} />
      )}
      <button type="button" class="round" aria-label={t('minimise')} onClick={() => porthole.setOpen(false)}>
        <Icon path={DOWN} />
      </button>
    </header>
  );
});
