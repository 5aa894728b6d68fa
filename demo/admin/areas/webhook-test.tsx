import { batch, useSignal } from '@preact/signals';
import { Notice } from '../../kit/parts/notice.tsx';
import { decodeDelivery } from '../model/delivery.ts';
import { type TestWords, testWords } from '../model/test-words.ts';
import type { AreaExtraProps } from './area-extras.tsx';

const NEWEST_TEST = '/db/deliveries?cause=test&_sort=createdAt&_order=desc&_limit=1';

/** Sends the sample webhook with the settings as they are saved, says how it went, and leads to the log. */
export function WebhookTest({ asAdmin, settings }: AreaExtraProps) {
  const result = useSignal<TestWords>();
  const busy = useSignal(false);
  const url = settings.entries.value?.get('Livechat_webhookUrl')?.setting.value.value;

  async function send(): Promise<void> {
    batch(() => {
      busy.value = true;
      result.value = undefined;
    });
    const outcome = await asAdmin((rest) => rest.post('livechat/webhook.test'));
    const log = await asAdmin((rest) => rest.page(NEWEST_TEST));
    const delivery = log.ok ? decodeDelivery(log.value.items[0]) : undefined;
    batch(() => {
      busy.value = false;
      result.value = testWords(outcome.ok ? undefined : outcome.problem, delivery?.attempts.at(-1));
    });
  }

  return (
    <>
      <div class="row">
        <button
          type="button"
          class="button small"
          disabled={busy.value || url === ''}
          onClick={() => void send()}
        >
          Send a test
        </button>
        <span class="soft" role="status">
          {busy.value && 'Sending …'}
          {!busy.value && url === '' && 'There is no webhook URL yet.'}
        </span>
      </div>
      {result.value && <Notice kind={result.value.kind} text={result.value.text} />}
      <p class="soft">
        What was sent, every attempt and replays: <a href="#webhooks">Webhooks</a>.
      </p>
    </>
  );
}
