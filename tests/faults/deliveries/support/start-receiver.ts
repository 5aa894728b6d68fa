import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, ReceivedDelivery, Word } from './failing-receiver.ts';

export interface FailingReceiver {
  url: string;
  /** What came in so far, by `webhook-id`. */
  tell(): Promise<Map<string, ReceivedDelivery>>;
  stop(): void;
}

/** Starts the failing receiver as a process of its own, so that it takes none of the server's time. */
export async function startFailingReceiver(seed: number, secret: string): Promise<FailingReceiver> {
  const child = fork(
    fileURLToPath(new URL('./failing-receiver.ts', import.meta.url)),
    [String(seed), secret],
    {
      execArgv: ['--import', 'tsx'],
    },
  );
  const next = <K extends Word['kind']>(kind: K): Promise<Extract<Word, { kind: K }>> =>
    new Promise((resolve, reject) => {
      const hear = (word: Word): void => {
        if (word.kind !== kind) return;
        child.off('message', hear);
        resolve(word as Extract<Word, { kind: K }>);
      };
      child.on('message', hear);
      child.once('exit', (code) => reject(new Error(`the receiver ended with ${code}`)));
    });
  const { url } = await next('up');
  return {
    url,
    async tell() {
      const told = next('told');
      child.send({ kind: 'tell' } satisfies Order);
      return new Map((await told).received);
    },
    stop: () => child.kill(),
  };
}
