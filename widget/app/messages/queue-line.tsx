import type { ComponentType } from 'preact';
import type { Porthole } from '../../state/porthole.ts';
import type { ChatT, Given } from './given.ts';

/** Before an agent is there: the place in the queue, when the server tells it. */
export const createQueueLine = (
  { h, Fragment, live }: Given,
  t: ChatT,
): ComponentType<{ porthole: Porthole }> =>
  live(({ porthole: { queue } }) => {
    const { waiting, info } = queue.value;
    if (!waiting) return null;
    const { spot, estimatedWaitTimeSeconds: seconds, message } = info ?? {};
    return (
      <li class="line" role="status" dir="auto">
        {message?.text || t('waiting')}
        {spot !== undefined && spot > 0 && (
          <>
            <br />
            {t('spot', { spot })}
            {seconds !== undefined && seconds > 0 && `, ${t('wait', { minutes: Math.ceil(seconds / 60) })}`}
          </>
        )}
      </li>
    );
  });
