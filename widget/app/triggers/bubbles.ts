import type { Given } from '../given.ts';
import { enTriggers } from '../text/en-triggers.ts';

/** So many at most; the number on the launcher counts all. */
const MOST = 3;

/**
 * What triggers said, beside the launcher, while the pop-up is closed: a click opens the chat with it, a button takes it away.
 * @note Made without Preact: it is all there is outside of the panel.
 */
export function bubbles({
  effect,
  en,
  createT,
  host: { launcher },
  porthole: { facts, isOpen, setOpen, roomId, screen },
}: Pick<Given, 'effect' | 'en' | 'createT' | 'host' | 'porthole'>): () => void {
  const t = createT({ ...en, ...enTriggers });
  const { greetings, greeted, unread, seen } = facts;
  let read = 0;

  const make = <Tag extends 'div' | 'button' | 'b' | 'span'>(tag: Tag, className = '', text = '') => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };
  // There before its first words, or screen readers do not speak them.
  const place = make('div', 'greetings');
  place.role = 'status';
  launcher.before(place);

  const show = (): void => {
    const all = greetings.value;
    read = isOpen.value ? all.length : Math.min(read, all.length);
    const fresh = roomId.value || !/^(chat|register)$/.test(screen.value) ? [] : all.slice(read);
    if (!roomId.value) unread.value = fresh.length;
    const shown = fresh.slice(-MOST).map(({ text, author }) => {
      const bubble = make('button');
      const words = make('span', '', text);
      const name = make('b', '', author?.name);
      bubble.type = 'button';
      words.dir = name.dir = 'auto';
      bubble.append(name, words);
      bubble.onclick = () => setOpen(true);
      return bubble;
    });
    place.hidden = !shown.length;
    const dismiss = make('button', 'round', '×');
    dismiss.type = 'button';
    dismiss.ariaLabel = t('dismiss');
    dismiss.onclick = () => {
      read = all.length;
      greeted.value = [...new Set([...greeted.peek(), ...all.map(({ id }) => id.replace(/:\d+$/, ''))])];
      // They did something, so that it may be remembered.
      seen.value ||= 1;
      show();
      launcher.focus();
    };
    place.replaceChildren(...(shown.length ? [dismiss, ...shown] : []));
  };
  const stop = effect(show);
  return () => {
    stop();
    place.remove();
  };
}
