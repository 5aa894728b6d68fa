/** What lies outside of the views: the host element, the launcher, the page behind, the focus. Each follows the state by itself. */
import { effect } from '@preact/signals-core';
import { accentOf, parseRgb } from './accent.ts';
import type { PortholeHost } from './host.ts';
import { made } from './load-part.ts';
import { media } from './media.ts';
import { t } from './text/words.ts';
import type { Ui } from './ui.ts';

/** The same as in `theme.css`. */
const SMALL = '(max-width: 480px), (max-height: 480px)';

export function frame(ui: Ui, host: PortholeHost): void {
  const { isOpen, setOpen } = ui.porthole;
  const small = media(SMALL);
  // A page that a phone's visitor goes to is not covered at once.
  if (small.peek()) setOpen(false);
  launcherFollows(ui, host);
  coloursFollow(ui, host);
  focusFollows(ui, host);
  effect(() => (isOpen.value && small.value ? fullScreen(host) : undefined));
}

function launcherFollows(
  { porthole: { isOpen, unread, screen } }: Ui,
  { element, launcher }: PortholeHost,
): void {
  launcher.className = 'launcher';
  launcher.ariaHasPopup = 'dialog';
  effect(() => {
    const open = isOpen.value;
    const count = open ? 0 : unread.value;
    element.dataset.state = open ? 'opened' : 'closed';
    launcher.hidden = !open && screen.value === 'disabled';
    launcher.ariaExpanded = `${open}`;
    launcher.ariaLabel = t(open ? 'close' : 'open');
    if (!count) delete launcher.dataset.unread;
    else {
      launcher.dataset.unread = count > 99 ? '99+' : `${count}`;
      launcher.ariaLabel += `, ${t(count === 1 ? 'unreadOne' : 'unread', { count })}`;
    }
  });
}

function coloursFollow({ color, position }: Ui, { element, launcher }: PortholeHost): void {
  const dark = media('(prefers-color-scheme: dark)');
  const { style } = element;
  launcher.style.background = 'var(--fill)';
  effect(() => {
    // The browser reads the colour for us; one that it does not know leaves ours.
    style.color = '#16d';
    if (color.value) style.color = color.value;
    const { fill, onFill, ink } = accentOf(
      parseRgb(getComputedStyle(element).color) ?? [17, 102, 221],
      dark.value,
    );
    style.setProperty('--fill', fill);
    style.setProperty('--on-fill', onFill);
    style.setProperty('--accent', ink);
    const left = position.value === 'left';
    element.dataset.position = position.value;
    style.left = left ? '20px' : '';
    style.right = left ? '' : '20px';
  });
}

/** Into the pop-up when it opens or shows another screen, back to the launcher when it closes. Never taken from the page's own fields. */
function focusFollows({ porthole, confirming }: Ui, { root, launcher }: PortholeHost): void {
  const touch = media('(pointer: coarse)');
  // As it was before the reload: nobody asked for it now.
  let wasOpen = porthole.isOpen.peek();
  let seen = made.peek();
  effect(() => {
    const open = porthole.isOpen.value;
    const opens = open && !wasOpen;
    wasOpen = open;
    void porthole.screen.value;
    void confirming.value;
    // A part that arrives has what the panel was focused for want of.
    const arrived = made.value !== seen;
    seen = made.value;
    if (!opens && !(arrived ? root.activeElement?.matches('.panel, .notice *') : root.activeElement)) return;
    // After the views have rendered.
    setTimeout(() => {
      const panel = root.querySelector<HTMLElement>('.panel');
      // A touch keyboard would cover what there is to read.
      const field = panel?.querySelector<HTMLElement>(
        touch.peek() ? '.footer .main' : 'input, textarea, .main',
      );
      (field ?? panel ?? launcher).focus();
    });
  });
}

/** Over all of a small screen: the page behind neither scrolls nor takes the focus. Gives back what undoes it. */
function fullScreen({ element }: PortholeHost): () => void {
  const { body, documentElement } = document;
  const behind = [...body.children].filter((child) => child !== element && !(child as HTMLElement).inert);
  const { overflow } = documentElement.style;
  const cover = (covered: boolean) => {
    body.classList.toggle('rc-livechat-mobile-full-screen', covered);
    documentElement.style.overflow = covered ? 'hidden' : overflow;
    for (const child of behind) (child as HTMLElement).inert = covered;
  };
  cover(true);

  // A touch keyboard makes the visual viewport smaller, not the page.
  const { visualViewport: viewport } = window;
  const follow = () => {
    if (viewport?.scale !== 1) return;
    element.style.setProperty('--top', `${viewport.offsetTop}px`);
    element.style.setProperty('--height', `${viewport.height}px`);
  };
  const names = ['resize', 'scroll'];
  follow();
  for (const name of names) viewport?.addEventListener(name, follow);
  return () => {
    cover(false);
    for (const name of names) viewport?.removeEventListener(name, follow);
  };
}
