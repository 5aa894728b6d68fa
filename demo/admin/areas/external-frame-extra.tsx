import { useSignal } from '@preact/signals';
import { callMethod } from '../../kit/call-method.ts';
import { isRecord, textOf } from '../../kit/decode/fields.ts';
import { CopyButton } from '../../kit/parts/copy-button.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import type { Problem } from '../../kit/rest.ts';
import type { AreaExtraProps } from './area-extras.tsx';

const URL_ID = 'Omnichannel_External_Frame_URL';
const KEY_ID = 'Omnichannel_External_Frame_Encryption_JWK';
const METHOD = 'omnichannelExternalFrameGenerateKey';

/** A fresh key, and the sample page. */
export function ExternalFrameExtra({ settings, asAdmin }: AreaExtraProps) {
  const problem = useSignal<Problem>();
  const isBusy = useSignal(false);
  const key = settings.entries.value?.get(KEY_ID);
  const url = settings.entries.value?.get(URL_ID);
  if (!key || !url) return null;
  const stored = String(key.setting.value.value);
  const sample = `${location.origin}/frame/`;

  async function generate(): Promise<void> {
    isBusy.value = true;
    problem.value = undefined;
    const outcome = await asAdmin((rest) => callMethod(rest, METHOD, []));
    const made = outcome.ok && isRecord(outcome.value) ? textOf(outcome.value, 'key') : undefined;
    if (made !== undefined) await key?.save(made);
    else problem.value = outcome.ok ? { why: 'bad-answer' } : outcome.problem;
    isBusy.value = false;
  }

  return (
    <div class="stack">
      {problem.value && <Notice kind="bad" text={problemWords(problem.value)} />}
      <div class="row">
        <button type="button" class="button small" disabled={isBusy.value} onClick={() => void generate()}>
          {stored === '' ? 'Generate a key' : 'Generate a new key'}
        </button>
        {stored !== '' && <CopyButton text={stored} label="Copy the key" />}
        <button
          type="button"
          class="button small"
          disabled={url.setting.value.value === sample}
          onClick={() => void url.save(sample)}
        >
          Use the sample page
        </button>
      </div>
      <p class="soft">
        A page needs the key to open the tokens that it is given. With a new key it has to be told anew, the
        sample page too.
      </p>
    </div>
  );
}
