import { unreachable } from '../../wire/result.ts';
import { live } from '../live.ts';
import { problemText, t } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { Chat } from './chat.tsx';
import { Form } from './form.tsx';
import { Header } from './header.tsx';
import { ALERT, DONE } from './icon.tsx';
import { Notice } from './notice.tsx';

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
        if (ui.confirming.value) ui.confirming.value = false;
        else setOpen(false);
      }}
    >
      <Header ui={ui} />
      <Body ui={ui} />
    </section>
  );
});

const Body = live(({ ui }: { ui: Ui }) => {
  const { screen, problem, config, retryLoad, newOfflineMessage } = ui.porthole;
  const { offlineUnavailableMessage, offlineSuccessMessage } = config.value?.messages ?? {};
  switch (screen.value) {
    case 'loading':
      return (
        <div class="page" role="status" aria-label={t('loading')}>
          <i />
          <i />
          <i />
        </div>
      );
    case 'load-failed':
      return (
        <Notice
          icon={ALERT}
          title={t('noChat')}
          text={problem.value && problemText(problem.value)}
          action={t('tryAgain')}
          onAction={() => void retryLoad()}
        />
      );
    case 'disabled':
      return <Notice icon={ALERT} title={t('disabled')} text={t('later')} />;
    case 'offline-unavailable':
      return (
        <Notice icon={ALERT} title={t('offlineClosed')} text={offlineUnavailableMessage || t('later')} />
      );
    case 'offline-sent':
      return (
        <Notice
          icon={DONE}
          title={t('sentTitle')}
          text={offlineSuccessMessage || t('sentText')}
          action={t('another')}
          onAction={() => newOfflineMessage()}
        />
      );
    case 'offline':
      return <Form ui={ui} offline />;
    case 'register':
      return <Form ui={ui} />;
    case 'chat':
    case 'ended':
      return <Chat ui={ui} />;
    default:
      return unreachable(screen.value);
  }
});
