import fc from 'fast-check';
import { decodeClientFrame } from '../../../../mock-server/core/ddp/decode-client-frame.ts';
import { faultOfReply, isAnswered } from './fault-of-reply.ts';
import { frameInput } from './frame-input.ts';
import type { FuzzFigures } from './fuzz-rest.ts';
import type { Target } from './start-target.ts';

export interface FrameFuzz {
  seed: number;
  inputs: number;
  startTarget(): Promise<Target>;
}

/** Frames to one server before it is replaced by a fresh one. */
const PER_TARGET = 500;
const PATIENCE_TURNS = 2_000;

/** Fuzzes the socket door frame by frame; whoever is sent away connects again. The same seed sends the same frames. */
export async function fuzzFrames({ seed, inputs, startTarget }: FrameFuzz): Promise<FuzzFigures> {
  const figures: FuzzFigures = { inputs: 0, ends: new Map(), faults: [] };
  const count = (end: string): unknown => figures.ends.set(end, (figures.ends.get(end) ?? 0) + 1);
  while (figures.inputs < inputs) {
    const target = await startTarget();
    const frames = fc.sample(frameInput(target.known), {
      numRuns: Math.min(PER_TARGET, inputs - figures.inputs),
      seed: seed + figures.inputs,
    });
    let client = connect(target);
    for (const frame of frames) {
      const { replies, closed } = await client.say(frame);
      let fault = faultOfReply(frame, replies, closed) ?? client.faultOfSub(frame, replies);
      for (const failure of target.failures.splice(0)) fault = `${fault ?? ''} ${failure}`;
      if (fault !== undefined)
        figures.faults.push(`seed ${seed}, frame ${figures.inputs}: ${fault}\n    ${frame.slice(0, 400)}`);
      for (const reply of replies) count(String((JSON.parse(reply) as { msg?: unknown }).msg));
      if (closed) count('closed');
      if (closed) client = connect(target);
      figures.inputs++;
    }
    target.core.dispose();
  }
  return figures;
}

function connect(target: Target) {
  let replies: string[] = [];
  let closed = false;
  let fenced = 0;
  let passed = 0;
  const inUse = new Set<string>();
  const session = target.core.connect({
    send(text) {
      if (text.startsWith('{"msg":"nosub","id":"fence-')) passed++;
      else replies.push(text);
    },
    close: () => {
      closed = true;
    },
  });
  session.receive('{"msg":"connect","version":"1","support":["1"]}');
  replies = [];

  return {
    /** Sends one frame; answers what came back by the time that all is handled, since frames are handled in order. */
    async say(frame: string): Promise<{ replies: string[]; closed: boolean }> {
      replies = [];
      session.receive(frame);
      session.receive(`{"msg":"unsub","id":"fence-${++fenced}"}`);
      for (let turns = 0; passed < fenced && !closed; turns++) {
        if (turns > PATIENCE_TURNS) throw new Error(`a frame is handled without end: ${frame}`);
        await new Promise((resolve) => (turns < 50 ? setImmediate(resolve) : setTimeout(resolve, 5)));
      }
      return { replies, closed };
    },
    /** A `sub` is answered, unless its id is in use. */
    faultOfSub(frame: string, answers: readonly string[]): string | undefined {
      const decoded = decodeClientFrame(frame);
      if (!decoded.ok) return undefined;
      const { value } = decoded;
      if (value.msg === 'unsub') inUse.delete(value.id);
      if (value.msg !== 'sub' || inUse.has(value.id)) return undefined;
      if (!isAnswered(value.id, answers)) return 'no answer to sub';
      if (answers.some((answer) => answer.includes('"msg":"ready"'))) inUse.add(value.id);
      return undefined;
    },
  };
}
