import type { Given } from '../given.ts';
import type { SendFile, Sending } from './send-file.ts';
import { type UploadProblem, uploadProblem } from './upload-problem.ts';

/** Until a file is sent again that the server put off without saying for how long. */
const PAUSE_MS = 5_000;

/** A file on its way. */
export interface Upload {
  id: number;
  file: File;
  /** How much of it is sent, 0 to 1. */
  share: number;
  /** Why it is not going any further. */
  problem: UploadProblem | undefined;
}

export interface Uploads {
  /** In the order they were chosen. What has arrived is a message and no longer here. */
  all: { readonly value: readonly Upload[] };
  add(files: Iterable<File>): void;
  retry(id: number): void;
  /** Breaks it off, or forgets it. */
  cancel(id: number): void;
}

/** Sends files one after the other, each as a message of the visitor's; the room is opened with the first, as with a first message. */
export function createUploads(
  { signal, porthole, transport }: Pick<Given, 'signal' | 'porthole' | 'transport'>,
  send: SendFile,
): Uploads {
  const { facts, chat } = porthole;
  const all = signal<readonly Upload[]>([]);
  /** Messages that were there before the file was sent first: a later one with its name is the file itself. */
  const before = new Map<number, Set<string>>();
  let lastId = 0;
  let current: Sending | undefined;
  let running = false;

  const change = (id: number, changes: Partial<Upload>) => {
    all.value = all.peek().map((upload) => (upload.id === id ? { ...upload, ...changes } : upload));
  };
  const drop = (id: number) => {
    all.value = all.peek().filter((upload) => upload.id !== id);
  };
  const there = (id: number) => all.peek().some((upload) => upload.id === id);

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    for (;;) {
      const upload = all.peek().find(({ problem }) => !problem);
      if (!upload) break;
      const problem = await attempt(upload);
      if (problem) change(upload.id, { problem, share: 0 });
    }
    running = false;
  }

  /** Undefined: it has arrived, is to be tried again, or is no longer wanted. */
  async function attempt({ id, file }: Upload): Promise<UploadProblem | undefined> {
    const live = await chat();
    const opened = await live.openRoom();
    if (!there(id)) return;
    if (!opened.ok) {
      const { code, detail } = opened.problem;
      if (code !== 'rate-limited')
        return code === 'refused' ? { code, detail: detail ?? '' } : { code: 'unreachable' };
      await pause(opened.retryAfterMs);
      return;
    }
    const again = before.get(id);
    if (again) await live.sync();
    if (again && arrived(file, again)) {
      drop(id);
      return;
    }
    const had = again ?? new Set(facts.received.peek().map((message) => message.id));
    before.set(id, had);

    const { token, rid } = facts.visit.peek();
    current = send(`${transport.server}/api/v1/livechat/upload/${rid}`, token, file, (share) =>
      change(id, { share }),
    );
    const { status, text } = await current.answer;
    current = undefined;
    if (!there(id)) return;
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {}
    if (status === 200) {
      live.receive(answer);
      drop(id);
      return;
    }
    if (status === 429) {
      change(id, { share: 0 });
      await pause(1000 * Number(/(\d+) seconds/.exec(text)?.[1] ?? 0));
      return;
    }
    const problem = uploadProblem(status, answer);
    // The chat may be over: the config says.
    if (problem.code === 'room-closed') void porthole.retryLoad();
    return problem;
  }

  /** The answer got lost, the file did not. */
  const arrived = ({ name }: File, had: ReadonlySet<string>): boolean =>
    facts.received
      .peek()
      .some(
        ({ id, from, files = [] }) =>
          from === 'visitor' && !had.has(id) && files.some((file) => Object(file).name === name),
      );

  const pause = (ms: number) =>
    new Promise<void>((resume) => void transport.ports.clock.after(ms || PAUSE_MS, resume));

  return {
    all,
    add(files) {
      all.value = [
        ...all.peek(),
        ...[...files].map((file) => ({ id: ++lastId, file, share: 0, problem: undefined })),
      ];
      void run();
    },
    retry(id) {
      change(id, { problem: undefined });
      void run();
    },
    cancel(id) {
      if (all.peek().find(({ problem }) => !problem)?.id === id) current?.cancel();
      before.delete(id);
      drop(id);
    },
  };
}
