/**
 * Calls `act` now and then again, `pauseMs` after it has finished, while the page is visible; at once when it becomes visible again.
 * The answer ends it.
 */
export function every(pauseMs: number, act: () => Promise<unknown>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  let ended = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (isRunning || ended || document.hidden) return;
    isRunning = true;
    await act();
    isRunning = false;
    if (!ended) timer = setTimeout(() => void run(), pauseMs);
  }

  const onVisible = (): void => void run();
  document.addEventListener('visibilitychange', onVisible);
  void run();
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
