import { batch, computed, effect } from '@preact/signals-core';
import type { Clock } from '../ports/clock.ts';
import type { Rest } from '../transport/create-rest.ts';
import { decodeConfig } from '../wire/decode-config.ts';
import type { Facts } from './facts.ts';
import { maySend } from './screen-of.ts';
import type { Visit } from './session.ts';
import type { Visitor } from './visitor.ts';

/** Between two questions while a form shows: agents come and go. A server allows 10 calls a minute by default. */
const FORM_EVERY_MS = 20_000;
/** An answer older than this is no news when a form comes into view. */
const FRESH_MS = 2_000;

/** The config is the server's word on everything: whether agents are there, who the visitor is, which room is open, who serves it. */
export interface ConfigWatch {
  /** Asks anew. */
  ask(): Promise<void>;
  /** Takes what the loader got, if that is of use; asks otherwise. */
  start(first: Promise<unknown> | undefined): Promise<void>;
  /** Asks where news would matter: a form shows, or livechat is off. */
  nudge(): void;
  dispose(): void;
}

export function createConfigWatch(facts: Facts, rest: Rest, clock: Clock, visitor: Visitor): ConfigWatch {
  const { visit, change, config, loadProblem, known, form, told, live, roomId, isOpen, visible, moveText } =
    facts;
  let askedAt = 0;
  let disposed = false;

  async function ask(): Promise<void> {
    askedAt = clock.now();
    const asked = visit.peek();
    const outcome = await rest.config({
      // Whom the page names may not know of it yet.
      token: asked.token || (maySend(config.peek(), asked) && known.peek().token) || '',
      department: form.peek().department,
      businessUnit: known.peek().businessUnit,
    });
    if (disposed) return;
    if (outcome.ok) apply(outcome.value, asked);
    else loadProblem.value = outcome.problem;
  }

  /** `asked`: the visit when the question was put. What happened since, the answer cannot know. */
  function apply(answer: NonNullable<ReturnType<typeof decodeConfig>>, asked: Visit): void {
    const { guest, rid } = answer.visitor;
    batch(() => {
      config.value = answer.config;
      loadProblem.value = undefined;
      if (visit.peek() === asked) {
        if (guest) visitor.adopt(guest);
        if (!guest && asked.registered) change({ registered: false, rid: '', ended: false });
        else if (rid && rid !== asked.rid) change({ rid, ended: false });
        else if (!rid && live.peek()) change({ ended: true });
        if (live.peek()) told.value = answer.visitor;
      }
      moveText(answer.config.online);
    });
  }

  const isSeen = computed(() => isOpen.value && visible.value);
  const onForm = computed(() => isSeen.value && !roomId.value);
  /** A pop-up that is switched off has no launcher to ask by: it must learn by itself that it is back. */
  const isOff = computed(() => visible.value && config.value?.enabled === false);
  const stops = [
    // Who opens it sees it as it is now. How old the answer is that the loader got, nobody knows.
    effect(() => {
      if ((isSeen.value || isOff.value) && config.peek() && clock.now() - askedAt > FRESH_MS) void ask();
    }),
    effect(() => {
      if (!onForm.value && !isOff.value) return;
      let cancel: () => void;
      const again = (): void => {
        cancel = clock.after(FORM_EVERY_MS, () => {
          again();
          void ask();
        });
      };
      again();
      return () => cancel();
    }),
  ];

  return {
    ask,
    async start(first) {
      const asked = visit.peek();
      const given = decodeConfig(await first?.catch(() => undefined));
      // The loader does not know the visitor's token.
      if (given && (given.visitor.guest || !asked.token)) apply(given, asked);
      else await ask();
    },
    nudge() {
      if (onForm.peek() || isOff.peek()) void ask();
    },
    dispose() {
      disposed = true;
      for (const stop of stops) stop();
    },
  };
}
