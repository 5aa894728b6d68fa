import { Icon, type IconName } from './icon.tsx';

/** What a list shows when nothing is in it: what it is for, and how something gets there. */
export function Empty({ icon, title, text }: { icon: IconName; title: string; text: string }) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <strong>{title}</strong>
      <span>{text}</span>
    </div>
  );
}
