import type { Problem } from '../../state/porthole.ts';
import { unreachable } from '../../wire/result.ts';
import type { Made } from '../given.ts';
import { live } from '../live.ts';
import { made, setMade } from '../load-part.ts';
import { problemText, t } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { Header } from './header.tsx';
import { ALERT } from './icon.tsx';
import { Notice } from './notice.tsx';
import { Slot } from './slot.tsx';

/** The panel: nothing while it is closed. */
export const PopUp = live(({ ui }: { ui: Ui }) => {
  const { isOpen, setOpen } = ui.porthole;
  if (!isOpen.value) return null;
  return (
    <section
      role="dialog"
      aria-label={ui.title.value}
      class="panel"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.stopPropagation();
        if (ui.asked.value) ui.asked.value = '';
        else if (ui.confirming.value) ui.confirming.value = false;
        else setOpen(false);
      }}
    >
      <Header ui={ui} />
      <Body ui={ui} />
      {ui.asked.value && <Slot name="sheet" ui={ui} meanwhile={<Waiting name="sheet" />} />}
    </section>
  );
});

const Loading = () => (
  <div class="page" role="status" aria-label={t('loading')}>
    <i />
    <i />
    <i />
  </div>
);

const LoadFailed = ({ problem, onAction }: { problem: Problem | undefined; onAction: () => void }) => (
  <Notice
    icon={ALERT}
    title={t('noChat')}
    text={problem && problemText(problem)}
    action={t('tryAgain')}
    onAction={onAction}
  />
);

/** A screen whose part is on its way, or cannot be had. */
const Waiting = live(({ name }: { name: keyof Made }) =>
  made.value[name] === null ? (
    <LoadFailed problem={{ code: 'unreachable' }} onAction={() => setMade(name, undefined)} />
  ) : (
    <Loading />
  ),
);

const Body = live(({ ui }: { ui: Ui }) => {
  const { screen, problem, config, retryLoad } = ui.porthole;
  const shown = screen.value;
  switch (shown) {
    case 'loading':
      return <Loading />;
    case 'load-failed':
      return <LoadFailed problem={problem.value} onAction={() => void retryLoad()} />;
    case 'disabled':
      return <Notice icon={ALERT} title={t('disabled')} text={t('later')} />;
    case 'offline-unavailable':
      return (
        <Notice
          icon={ALERT}
          title={t('offlineClosed')}
          text={config.value?.messages.offlineUnavailableMessage || t('later')}
        />
      );
    case 'consent':
      return <Slot name="consent" ui={ui} meanwhile={<Waiting name="consent" />} />;
    case 'offline':
    case 'offline-sent':
    case 'register':
      return <Slot name="form" ui={ui} meanwhile={<Waiting name="form" />} />;
    case 'chat':
    case 'ended':
      return <Slot name="chat" ui={ui} meanwhile={<Waiting name="chat" />} />;
    default:
      return unreachable(shown);
  }
});
