import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Empty } from '../../kit/parts/empty.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import type { Credentials } from '../../kit/rest.ts';
import { frameAddress } from '../model/frame-address.ts';
import type { FrameSettings } from '../model/frame-settings.ts';

/** `slow`: nothing after {@link PATIENCE_MS}; browsers do not tell whether a frame has failed. */
type FrameState = 'loading' | 'loaded' | 'slow' | 'bad-key' | 'blocked';

const PATIENCE_MS = 10_000;

export interface FramePanelProps {
  settings: FrameSettings;
  credentials: Credentials;
  rid: string;
}

/** The company's own page beside a chat, told which chat it is. */
export function FramePanel({ settings, credentials, rid }: FramePanelProps) {
  const { url, key } = settings;
  const address = useSignal<string>();
  const state = useSignal<FrameState>('loading');
  const round = useSignal(0);
  const again = (): void => {
    round.value += 1;
  };
  useEffect(() => {
    let isOver = false;
    state.value = 'loading';
    address.value = undefined;
    frameAddress({ enabled: true, url, key }, credentials, rid).then(
      (made) => {
        if (!isOver) address.value = made;
      },
      () => {
        if (!isOver) state.value = 'bad-key';
      },
    );
    const timer = setTimeout(() => {
      if (state.value === 'loading') state.value = 'slow';
    }, PATIENCE_MS);
    const onViolation = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (effectiveDirective === 'frame-src') state.value = 'blocked';
    };
    document.addEventListener('securitypolicyviolation', onViolation);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('securitypolicyviolation', onViolation);
    };
  }, [url, key, credentials, rid, round.value]);

  if (url === '') {
    return (
      <Empty icon="open" title="No page yet" text="The setting Omnichannel_External_Frame_URL is empty." />
    );
  }
  return (
    <div class="frame-panel" data-state={state.value}>
      <FrameNews state={state.value} again={again} />
      {address.value !== undefined && state.value !== 'blocked' && (
        <iframe
          // A new element for each address: a changed `src` would add to the history of the tab.
          key={address.value}
          title="External frame"
          src={address.value}
          sandbox={sandboxOf(url)}
          referrerpolicy="no-referrer"
          onLoad={() => {
            if (state.value !== 'blocked') state.value = 'loaded';
          }}
        />
      )}
    </div>
  );
}

function FrameNews({ state, again }: { state: FrameState; again(): void }) {
  switch (state) {
    case 'loaded':
      return null;
    case 'loading':
      return <div class="spinner" role="status" aria-label="Loading the frame" />;
    case 'slow':
      return (
        <Notice kind="warn" text="The page has not answered yet.">
          <button type="button" class="button small" onClick={again}>
            Load it again
          </button>
        </Notice>
      );
    case 'bad-key':
      return <Notice kind="bad" text="The key in the settings cannot be used: generate a new one." />;
    case 'blocked':
      return (
        <Notice kind="warn" text="This console was opened before the page’s address was set.">
          <button type="button" class="button small" onClick={() => location.reload()}>
            Reload the console
          </button>
        </Notice>
      );
  }
}

/** Scripts and forms, but no way out of the frame. Its own origin only where that is not ours, whose storage holds the session. */
function sandboxOf(url: string): string {
  const base = 'allow-scripts allow-forms allow-popups';
  return new URL(url).origin === location.origin ? base : `${base} allow-same-origin`;
}
