import { Icon } from './icon.tsx';
import { Written } from './written.tsx';

interface Props {
  /** Path of the icon. */
  icon: string;
  title: string;
  text: string | undefined;
  /** Words of the button, and what it does. */
  action?: string;
  onAction?: () => void;
}

/** A screen that says one thing. */
export const Notice = ({ icon, title, text, action, onAction }: Props) => (
  <div class="page notice" role="status">
    <span class="mark">
      <Icon path={icon} />
    </span>
    <h3 dir="auto">{title}</h3>
    <div dir="auto">{text && <Written text={text} />}</div>
    {action && (
      <button type="button" class="main" onClick={onAction}>
        {action}
      </button>
    )}
  </div>
);
