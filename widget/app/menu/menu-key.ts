/**
 * Moves the focus in an open menu as a key says. Answers whether the key is the menu's own: Tab is not, and leaves.
 * @see WAI-ARIA Authoring Practices, "Menu and Menubar"
 */
export function menuKey(event: KeyboardEvent & { currentTarget: Element }, close: () => void): boolean {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const root = event.currentTarget.getRootNode() as ShadowRoot | Document;
  const at = items.indexOf(root.activeElement as HTMLElement);
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? -1 : at - 1,
    Home: 0,
    End: -1,
  }[event.key];
  if (event.key === 'Escape') close();
  else if (to === undefined) return false;
  else items.at(to === items.length ? 0 : to)?.focus();
  return true;
}
