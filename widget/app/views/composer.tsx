import { live } from '../live.ts';
import { t } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { Icon, SEND } from './icon.tsx';
import { Slot } from './slot.tsx';

/** From how many characters left on they are counted. */
const NEAR = 100;

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line; not while an input method is at work. */
export const Composer = live(({ ui }: { ui: Ui }) => {
  const { config, draft, maxLength, send, typed } = ui.porthole;
  const text = draft.value;
  const left = (maxLength.value ?? Number.POSITIVE_INFINITY) - text.trim().length;
  const submit = () => left >= 0 && send();
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {left < NEAR && (
        <p class={left < 0 ? 'error' : ''} role="status">
          {t(left < 0 ? 'tooMany' : 'remaining', { count: Math.abs(left) })}
        </p>
      )}
      {/* The copy behind the field makes it grow with the text. */}
      <div data-text={`${text}\n`}>
        {config.value?.settings.fileUpload && <Slot name="files" ui={ui} />}
        <textarea
          rows={1}
          dir="auto"
          aria-label={t('write')}
          placeholder={t('write')}
          enterkeyhint="send"
          value={text}
          onInput={({ currentTarget }) => {
            draft.value = currentTarget.value;
            typed();
          }}
          onKeyDown={(event) => {
            // 229: Safari ends the composition before it tells of the key.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            submit();
          }}
        />
        <button type="submit" class="round" aria-label={t('send')} aria-disabled={!text.trim() || left < 0}>
          <Icon path={SEND} />
        </button>
      </div>
    </form>
  );
});
