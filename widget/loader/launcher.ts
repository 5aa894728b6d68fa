/** What a site may say of the look, and the server says too. */
export interface LauncherTheme {
  color?: string;
  position?: string;
}

/**
 * The one element that the page gets, with the button and a place for words beside it in its shadow root.
 * The button is hidden until it is known whether there is a chat.
 * @note Built node by node and styled through the CSSOM: it runs where a page's policy allows no HTML strings and no inline styles.
 */
export function createLauncher() {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K) => document.createElement(tag);
  const element = make('div');
  const root = element.attachShadow({ mode: 'open' });
  const launcher = make('button');
  const icon = make('i');
  const note = make('output');

  root.append(note, launcher);
  // A page may hide all that is `:empty`.
  element.append(' ');
  launcher.append(icon);
  element.className = 'rocketchat-widget';
  element.dataset.state = 'closed';
  launcher.ariaExpanded = 'false';
  launcher.ariaLabel = 'Open chat';
  launcher.hidden = true;
  // The order of these declarations is the one that compresses best. The filter makes it white on a dark colour and black on a light one.
  icon.style.cssText =
    'height:24px;background:inherit;display:block;filter:grayscale()contrast(99)invert();clip-path:path("M3 16a10 9 0 1 1 5 4l-6 2")';

  const paint = ({ color, position }: LauncherTheme) => {
    // A reset of the page for everything reaches the element, and its line height the button, unless that floats.
    element.style.cssText = `bottom:20px;z-index:99999;margin:0;padding:0;border:0;position:fixed;${position === 'left' ? position : 'right'}:20px`;
    launcher.style.cssText = `height:56px;border:0;cursor:pointer;float:right;width:56px;border-radius:50%;padding:16px;box-shadow:0 4px 20px#0003;background:${color || '#16d'}`;
  };
  return [element, root, launcher, note, paint] as const;
}
