/** What counts as somebody being at it. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

export interface IdleOptions {
  /** Told once when nothing happened for so long, and once when something does again. */
  onChange(isIdle: boolean): void;
  /** Without a sign of life, in ms. @default 5 minutes, as Rocket.Chat's clients */
  afterMs?: number;
  /** @default the page */
  target?: EventTarget;
}

/** Notices that nobody is at the page. The answer ends it. */
export function createIdle({ onChange, afterMs = 300_000, target = document }: IdleOptions): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let isIdle = false;
  function arm(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isIdle = true;
      onChange(true);
    }, afterMs);
  }
  function seen(): void {
    if (isIdle) onChange(false);
    isIdle = false;
    arm();
  }
  for (const sign of SIGNS) target.addEventListener(sign, seen, { passive: true });
  arm();
  return () => {
    clearTimeout(timer);
    for (const sign of SIGNS) target.removeEventListener(sign, seen);
  };
}
