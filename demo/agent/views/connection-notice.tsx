import type { DdpState } from '../../kit/ddp/create-ddp.ts';
import { Notice } from '../../kit/parts/notice.tsx';

/** Says when the live connection is lost, and offers to try at once. Nothing while all is well. */
export function ConnectionNotice({ state, onRetry }: { state: DdpState; onRetry(): void }) {
  if (state === 'connecting') return <Notice kind="info" text="Connecting …" />;
  if (state !== 'waiting') return null;
  return (
    <Notice kind="warn" text="Connection lost. Trying again by itself; nothing you sent is lost.">
      <button type="button" class="button small" onClick={onRetry}>
        Try now
      </button>
    </Notice>
  );
}
