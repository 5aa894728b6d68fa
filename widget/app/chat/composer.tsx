import type { ComponentType } from 'preact';
import type { Given } from '../given.ts';
import type { ChatT } from './chat-t.ts';

/** From how many characters left on they are counted. */
const NEAR = 100;

const SEND = 'M12 20V5m-7 7 7-7 7 7';
const CLIP = 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7';

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line; not while an input method is at work. */
export function createComposer(
  { h, Fragment, live, made, want, problemText, Icon, ui, host: { element } }: Given,
  t: ChatT,
): ComponentType {
  const { config, draft, maxLength, send, typed } = ui.porthole;

  // Before that part is there, nothing may be missed: what is dropped, the browser would open in place of the page.
  for (const name of ['dragenter', 'paste'])
    element.addEventListener(name, (event) => {
      const { clipboardData } = event as ClipboardEvent;
      const pasted = [...(clipboardData?.files ?? [])];
      if (made.peek().files || !config.peek()?.settings.fileUpload) return;
      if (name === 'dragenter') want('files').catch(() => {});
      else if (pasted.length && !clipboardData?.types.includes('text/plain'))
        want('files').then(
          ({ add }) => add(pasted),
          () => {},
        );
    });

  /** Whoever writes nothing does not need what sends files; it comes when it is asked for, or with the first letter. */
  const Clip = live(() => {
    const { files, messages } = made.value;
    if (messages && files === undefined) want('files').catch(() => {});
    return (
      <>
        {files && <files.Sending />}
        {files === null && (
          <p class="error" role="alert">
            {problemText({ code: 'unreachable' })}
          </p>
        )}
        <button
          type="button"
          class="round clip"
          aria-label={t('attach')}
          onClick={() =>
            want('files').then(
              ({ choose }) => choose(),
              () => {},
            )
          }
        >
          <Icon path={CLIP} />
        </button>
      </>
    );
  });

  return live(() => {
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
          {config.value?.settings.fileUpload && <Clip />}
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
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229)
                return;
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
}
