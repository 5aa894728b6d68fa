import type { ComponentChildren } from 'preact';

export interface NoticeProps {
  kind: 'info' | 'good' | 'warn' | 'bad';
  text: string;
  /** A button beside the text. */
  children?: ComponentChildren;
}

/** A line of news. What went wrong is told to screen readers at once, the rest when they are idle. */
export function Notice({ kind, text, children }: NoticeProps) {
  return (
    <div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <span>{text}</span>
      {children}
    </div>
  );
}
