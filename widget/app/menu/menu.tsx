import type { Given, Made } from '../given.ts';
import { enMenu } from '../text/en-menu.ts';
import type { Ui } from '../ui.ts';
import css from './menu.css?inline';
import { menuKey } from './menu-key.ts';

const DOTS = 'M5 12v.01M12 12v.01M19 12v.01';

/** What one rarely wants to do, behind a button in the header. Nothing when there is nothing to offer. @see WAI-ARIA "Menu Button" */
export function create({ h, live, signal, createT, Icon, style, ui, transport }: Given): Made['menu'] {
  const t = createT(enMenu);
  const { porthole, asked } = ui;
  const { storage } = transport.ports;
  /** What `sound.ts` reads before it rings. */
  const key = `porthole-sound:${transport.server}`;
  const quiet = signal(storage.read(key) === 'off');
  const open = signal(false);
  let button: HTMLElement | null = null;
  style(css);

  function offered(): Exclude<Ui['asked']['value'], ''>[] {
    const { settings, departments = [] } = porthole.config.value ?? {};
    const inRoom = !!porthole.roomId.value;
    const isChat = porthole.screen.value === 'chat';
    const others = departments.filter(
      ({ _id, showOnRegistration }) => showOnRegistration && _id !== porthole.form.value.department,
    );
    // Where nothing is kept of the visitor at the end of a chat, nobody can prove any more that it was theirs.
    const isTheirs = porthole.screen.value !== 'ended' || !settings?.clearLocalStorageWhenChatEnded;
    return [
      ...(inRoom && settings?.transcript && isTheirs ? (['transcript'] as const) : []),
      ...(isChat && settings?.allowSwitchingDepartments && others.length ? (['department'] as const) : []),
      ...(settings?.forceAcceptDataProcessingConsent && porthole.screen.value !== 'consent' && isTheirs
        ? (['forget'] as const)
        : []),
    ];
  }

  const close = (refocus: boolean): void => {
    open.value = false;
    if (refocus) button?.focus();
  };

  return live(() => {
    const items = offered();
    const inRoom = !!porthole.roomId.value;
    if (!items.length && !inRoom) return null;
    return (
      <span class="more">
        <button
          type="button"
          class="round"
          aria-label={t('more')}
          aria-haspopup="menu"
          aria-expanded={open.value}
          ref={(element) => {
            button = element;
          }}
          // The menu keeps the focus, or it would close and the click open it again.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (open.value) close(true);
            else open.value = true;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            open.value = true;
          }}
        >
          <Icon path={DOTS} />
        </button>
        {open.value && (
          <span
            role="menu"
            tabIndex={-1}
            aria-label={t('more')}
            ref={(element) => {
              // The first item has the focus when the menu opens.
              if (element && !element.matches(':focus-within')) element.querySelector('button')?.focus();
            }}
            onKeyDown={(event) => {
              if (!menuKey(event, () => close(true))) return;
              event.preventDefault();
              event.stopPropagation();
            }}
            onFocusOut={({ currentTarget, relatedTarget }) => {
              if (!currentTarget.contains(relatedTarget as Node | null)) close(false);
            }}
          >
            {inRoom && (
              <button
                type="button"
                role="menuitemcheckbox"
                aria-checked={!quiet.value}
                tabIndex={-1}
                onClick={() => {
                  quiet.value = !quiet.value;
                  storage.write(key, quiet.value ? 'off' : 'on');
                }}
              >
                {t('sound')}
              </button>
            )}
            {items.map((item) => (
              <button
                key={item}
                type="button"
                role="menuitem"
                tabIndex={-1}
                onClick={() => {
                  // Where the focus comes back to when the question is answered.
                  close(true);
                  asked.value = item;
                }}
              >
                {t(item)}
              </button>
            ))}
          </span>
        )}
      </span>
    );
  });
}
