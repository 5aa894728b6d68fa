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
  const setting = (id: string) => settings.entries.value?.get(id)?.setting.value;
  const url = setting('Livechat_webhookUrl')?.value;
  // A server that is the documented one sends both webhooks unless told not to; one of today sends nothing by itself.
  const isOfToday = setting('Livechat_webhook_on_close')?.standard === false;

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
      <p class="soft">
        {isOfToday
          ? 'This server sends webhooks of kind 8.x: as a Rocket.Chat of today does.'
          : 'This server sends the two documented webhooks; switches for kind 8.x only do something when it is started with --webhooks 8.x.'}
      </p>
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
