import type { ChatMessage } from '../../state/porthole.ts';
import type { Given } from '../given.ts';
import { safePattern } from '../safe-pattern.ts';
import { type Action, decodeTriggers, type Trigger } from './decode-triggers.ts';

/** What tells the triggers of the page. */
export interface PageFacts {
  /** Address of the page, or what the site says instead. */
  href: { readonly value: string };
  /** The site has not hidden the widget. */
  shown: { readonly value: boolean };
  /** The pop-up was open, and the visitor known, when the page loaded. */
  before: { open: boolean; registered: boolean };
}

type Deps = Pick<Given, 'signal' | 'effect' | 'porthole' | 'transport' | 'ui' | 'want'>;
/** So many greetings are kept, and the newest. */
const MOST = 20;
/** No browser's timer takes more. */
const LONGEST_MS = 1_000_000_000;

type Author = NonNullable<ChatMessage['author']>;

/**
 * Says what the server's triggers want said, each by itself: when one of its conditions holds, no chat is running and somebody is there,
 * once a page. Only the visitor sees it. The answer stops all.
 * @see Rocket.Chat livechat widget, `triggers.ts`, for what conditions and actions mean
 */
export function createTriggers(
  { signal, effect, porthole, transport, ui, want }: Deps,
  { href, shown, before }: PageFacts,
): () => void {
  const { config, facts, screen, roomId, isOpen, form } = porthole;
  const { visit, queue, known, greeted, greetings } = facts;
  const { clock, random } = transport.ports;
  const { call } = transport.rest;
  const start = clock.now();
  const passed = signal(0);
  /** Since the page loaded, by whomever. */
  const opened = signal(false);
  const everOpen = signal(false);
  const registered = signal(false);
  const spoken = new Set<string>();
  let wasOpen = before.open;
  let talked = '';
  let said = 0;
  let queueAgent: Promise<Author> | undefined;

  /** Nobody talks yet, and somebody could. */
  const free = (): boolean =>
    shown.value && !roomId.value && !queue.value.length && /^(chat|register)$/.test(screen.value);

  const stops = [
    effect(() => {
      const open = isOpen.value;
      if (open) everOpen.value = true;
      if (open && !wasOpen) opened.value = true;
      wasOpen = open;
    }),
    effect(() => {
      if (visit.value.registered && !before.registered) registered.value = true;
    }),
    // What was said before a chat goes with it.
    effect(() => {
      if (talked && !roomId.value) greetings.value = [];
      talked = roomId.value;
    }),
    effect(() => {
      if (!free()) return;
      void passed.value;
      const timers: (() => void)[] = [];
      const holds = ({ name, value }: Trigger['conditions'][number]): boolean => {
        switch (name) {
          case 'page-url':
            return !!safePattern(value)?.(href.value);
          case 'chat-opened-by-visitor':
            return opened.value && isOpen.value;
          case 'after-guest-registration':
            return registered.value;
          case 'time-on-site': {
            // Who has opened the chat need not be asked in.
            if (everOpen.value) return false;
            const left = start + 1000 * Number(value) - clock.now();
            if (left > 0) timers.push(clock.after(Math.min(left, LONGEST_MS), () => passed.value++));
            return left <= 0;
          }
          default:
            return false;
        }
      };
      for (const trigger of decodeTriggers(config.value?.triggers)) {
        const { id, conditions } = trigger;
        if (spoken.has(id) || greeted.value.includes(id) || !conditions.some(holds)) continue;
        spoken.add(id);
        void Promise.resolve().then(() => act(trigger));
      }
      return () => {
        for (const cancel of timers) cancel();
      };
    }),
  ];

  async function act({ id, once, actions }: Trigger): Promise<void> {
    // Which shows them, in the chat and as a number on the launcher.
    void want('messages').catch(() => {});
    if (once) greeted.value = [...greeted.peek(), id];
    for (const action of actions) {
      const texts = action.name === 'send-message' ? [action.msg] : await outside(id, action);
      const author = await authorOf(action);
      // Meanwhile the visitor may have begun to talk.
      if (!free()) return;
      for (const text of texts) if (text.trim()) say(id, text, author);
    }
  }

  function say(trigger: string, text: string, author: Author): void {
    greetings.value = [
      ...greetings.peek().slice(-MOST),
      {
        id: `${trigger}:${said++}`,
        text,
        at: clock.now(),
        from: 'agent',
        author,
        system: undefined,
        state: 'sent',
        problem: undefined,
        edited: false,
      },
    ];
  }

  /** What a service of the site's owner says; the server asks it. */
  async function outside(id: string, { name, fallback }: Action): Promise<string[]> {
    if (name !== 'use-external-service') return [];
    const extraData = Object.entries(known.peek().metadata ?? {}).map(([key, value]) => ({
      key,
      value: `${value}`,
    }));
    const answer = await call(
      `triggers/${encodeURIComponent(id)}/external-service/call`,
      ({ response }) => {
        const { contents } = Object(response);
        return Array.isArray(contents) ? contents.map(Object) : undefined;
      },
      { token: token(), extraData },
    );
    if (!answer.ok) return [fallback];
    return answer.value
      .sort((one, other) => one.order - other.order)
      .map(({ msg }) => (typeof msg === 'string' ? msg : ''));
  }

  /** @note The official widget remembers one sender for all triggers of an hour; here only who comes next is remembered. */
  async function authorOf({ sender, author }: Action): Promise<Author> {
    const ours = { username: author, name: author || ui.title.peek() };
    if (sender !== 'queue') return ours;
    queueAgent ??= call(
      `agent.next/${token()}`,
      ({ agent }) => {
        const { _id, username, name } = Object(agent);
        return typeof username === 'string' ? { _id, username, name: name || username } : undefined;
      },
      undefined,
      { department: form.peek().department },
    ).then((answer) => {
      if (!answer.ok) {
        queueAgent = undefined;
        return ours;
      }
      const { _id, ...next } = answer.value;
      // Who greets is who answers.
      known.value = { ...known.peek(), agentId: known.peek().agentId || _id };
      return next;
    });
    return queueAgent;
  }

  /** The server does not check it here. Nothing is stored before the visitor does something, so that it may be another one each time. */
  const token = (): string => visit.peek().token || known.peek().token || random.bytes(32).join('');

  return () => {
    for (const stop of stops) stop();
  };
}
