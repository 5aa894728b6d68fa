/** One chat of the agent. Long, because all its commands change the same few signals. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Ddp } from '../../kit/ddp/create-ddp.ts';
import { MESSAGES, ROOM_ACTIVITY } from '../../kit/ddp/streams.ts';
import { isRecord } from '../../kit/decode/fields.ts';
import { randomId } from '../../kit/random-id.ts';
import type { Outcome, Problem } from '../../kit/rest.ts';
import type { AgentApi, Me } from '../agent-api.ts';
import { type ChatMessage, decodeChatMessage } from '../model/chat-message.ts';
import type { ChatRoom } from '../model/chat-room.ts';
import { mayHold } from '../model/hold-settings.ts';
import { mergeMessages } from '../model/merge-messages.ts';
import type { PassTarget } from '../model/pass-target.ts';
import type { PageVisit, VisitorInfo } from '../model/visitor-info.ts';
import { createOwnTyping } from './create-own-typing.ts';
import { createVisitorWatch } from './create-visitor-watch.ts';
import { removeVisitor } from './remove-visitor.ts';

/** One chat of the agent, open or over. */
export interface Conversation {
  readonly room: ReadonlySignal<ChatRoom>;
  /** Oldest first. */
  readonly messages: ReadonlySignal<ChatMessage[]>;
  readonly history: ReadonlySignal<'loading' | 'loaded' | 'failed'>;
  /** Messages of the visitor that the agent has not looked at. */
  readonly unread: ReadonlySignal<number>;
  readonly visitorTypes: ReadonlySignal<boolean>;
  readonly visitor: ReadonlySignal<VisitorInfo | undefined>;
  readonly pages: ReadonlySignal<PageVisit[]>;
  readonly draft: Signal<string>;
  /** Why the last command failed; gone when the next starts. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** Sends the draft. */
  send(): void;
  retry(messageId: string): void;
  sendFiles(files: readonly File[]): Promise<boolean>;
  /** The content of a file of a message. */
  file(path: string): Promise<Outcome<Blob>>;
  /** The agent types: told to the visitor, not at every key. */
  typed(): void;
  /** The agent has seen what is there. */
  seen(): void;
  saveInfo(info: { topic: string; tags: string[] }): Promise<boolean>;
  close(comment: string, tags: string[]): Promise<boolean>;
  /** Whether {@link Conversation.removeVisitor} is there to be used. */
  readonly mayRemove: boolean;
  /** Ends the chat, then removes the visitor's data, on the server and here. */
  removeVisitor(): Promise<boolean>;
  /** Whether {@link Conversation.hold} is there to be used. */
  readonly mayHold: ReadonlySignal<boolean>;
  hold(onHold: boolean): Promise<boolean>;
  /** The chat is not over, but this agent does not have it any more. */
  readonly isWithOthers: ReadonlySignal<boolean>;
  /** Gives the chat to somebody else; it is then over here. */
  pass(target: PassTarget, comment: string): Promise<boolean>;
  /** Asks what nobody tells: where the visitor is, what is allowed. */
  look(): Promise<void>;
  /** Gets what may have been missed. */
  refresh(): Promise<void>;
  /** News of the room from elsewhere. */
  update(room: ChatRoom): void;
  dispose(): void;
}

export interface ConversationPorts {
  api: AgentApi;
  ddp: Ddp;
  me: Me;
  /** Told of each new message of the visitor. */
  onVisitorMessage(): void;
}

/** A visitor's typing counts for this long when nothing more is heard, in ms. */
const TYPING_LASTS_MS = 12_000;

export function createConversation(first: ChatRoom, ports: ConversationPorts): Conversation {
  const { api, ddp, me } = ports;
  const { rid } = first;
  const room = signal(first);
  const messages = signal<ChatMessage[]>([]);
  const history = signal<'loading' | 'loaded' | 'failed'>('loading');
  const visitorTypes = signal(false);
  const { visitor, pages, holdSettings, look } = createVisitorWatch(api, first);
  const draft = signal('');
  const problem = signal<Problem>();
  const busy = signal(false);
  let typingEnds: ReturnType<typeof setTimeout> | undefined;
  const ownTyping = createOwnTyping((typing) =>
    ddp.notify(ROOM_ACTIVITY, [`${rid}/user-activity`, me.username, typing ? ['user-typing'] : []]),
  );

  const isVisitors = (message: ChatMessage): boolean =>
    message.system === undefined && message.author.id === room.value.visitor.id;

  function received(came: ChatMessage): void {
    const isNew = !messages.value.some(({ id }) => id === came.id);
    batch(() => {
      messages.value = mergeMessages(messages.value, [came]);
      if (isVisitors(came)) setVisitorTypes(false);
      if (came.system === 'closed') room.value = { ...room.value, open: false, onHold: false };
      if (came.system === 'held' || came.system === 'resumed') {
        room.value = { ...room.value, onHold: came.system === 'held' };
      }
    });
    if (isNew && isVisitors(came)) ports.onVisitorMessage();
  }

  function setVisitorTypes(types: boolean): void {
    clearTimeout(typingEnds);
    visitorTypes.value = types;
    if (types) typingEnds = setTimeout(() => setVisitorTypes(false), TYPING_LASTS_MS);
  }

  const stopListening = [
    ddp.subscribe(MESSAGES, rid, ([message]) => {
      const decoded = isRecord(message) ? decodeChatMessage(message) : undefined;
      if (decoded) received(decoded);
    }),
    ddp.subscribe(ROOM_ACTIVITY, `${rid}/user-activity`, ([username, activities]) => {
      if (username !== room.value.visitor.username || !Array.isArray(activities)) return;
      setVisitorTypes(activities.includes('user-typing'));
    }),
  ];

  async function refresh(): Promise<void> {
    if (history.value === 'failed') history.value = 'loading';
    const [past] = await Promise.all([api.history(rid), look()]);
    batch(() => {
      if (past.ok) messages.value = mergeMessages(messages.value, past.value);
      if (past.ok) history.value = 'loaded';
      else if (history.value === 'loading') history.value = 'failed';
    });
  }

  async function deliver(message: ChatMessage): Promise<void> {
    const { problem: _before, ...tried } = message;
    messages.value = mergeMessages(messages.value, [{ ...tried, state: 'sending' }]);
    const outcome = await api.send(message);
    const after: ChatMessage = outcome.ok
      ? (outcome.value ?? { ...tried, state: 'sent' })
      : { ...tried, state: 'failed', problem: outcome.problem };
    messages.value = mergeMessages(messages.value, [after]);
  }

  async function command(run: () => Promise<Outcome<unknown>>): Promise<boolean> {
    batch(() => {
      problem.value = undefined;
      busy.value = true;
    });
    const outcome = await run();
    batch(() => {
      busy.value = false;
      if (!outcome.ok) problem.value = outcome.problem;
    });
    return outcome.ok;
  }

  void refresh();
  return {
    room,
    messages,
    history,
    unread: computed(() => (room.value.open ? room.value.unread : 0)),
    visitorTypes,
    visitor,
    pages,
    draft,
    problem,
    busy,
    send() {
      const text = draft.value.trim();
      if (text === '' || !room.value.open) return;
      draft.value = '';
      ownTyping.stop();
      // Until the server has stored it, it stands below everything that is there.
      const at = Math.max(Date.now(), ...messages.value.map((one) => one.at));
      const author = { id: me.id, username: me.username, name: me.name };
      void deliver({ id: randomId(), rid, text, at, author, edited: false, state: 'sending' });
    },
    sendFiles: (files) =>
      command(async () => {
        for (const file of files) {
          const outcome = await api.sendFile(rid, file);
          if (!outcome.ok) return outcome;
        }
        return { ok: true, value: undefined };
      }),
    file: api.file,
    retry(messageId) {
      const failed = messages.value.find(({ id, state }) => id === messageId && state === 'failed');
      if (failed) void deliver(failed);
    },
    typed() {
      if (draft.value === '') ownTyping.stop();
      else ownTyping.typed();
    },
    seen() {
      if (room.value.unread === 0) return;
      room.value = { ...room.value, unread: 0 };
      // Should it fail, the next message counts from where the server is, and the agent sees the number again.
      void api.markRead(rid);
    },
    saveInfo: (info) =>
      command(async () => {
        const outcome = await api.saveInfo(first.visitor.id, rid, info);
        if (outcome.ok) room.value = { ...room.value, ...info };
        return outcome;
      }),
    close: (comment, tags) =>
      command(async () => {
        const outcome = await api.close(rid, comment, tags);
        if (outcome.ok) room.value = { ...room.value, open: false, tags };
        return outcome;
      }),
    mayRemove: !!me.mayRemove,
    removeVisitor: () =>
      command(async () => {
        const outcome = await removeVisitor(api, room);
        if (outcome.ok)
          batch(() => {
            messages.value = [];
            visitor.value = undefined;
            pages.value = [];
          });
        return outcome;
      }),
    mayHold: computed(() => mayHold(holdSettings.value, room.value, messages.value)),
    hold: (onHold) =>
      command(async () => {
        const outcome = await api.hold(rid, onHold);
        if (outcome.ok) room.value = { ...room.value, onHold };
        return outcome;
      }),
    isWithOthers: computed(
      () =>
        !room.value.open &&
        !messages.value.some(({ system }) => system === 'closed') &&
        messages.value.some(({ system }) => system === 'transferred'),
    ),
    pass: (target, comment) =>
      command(async () => {
        const outcome = await api.pass(rid, target, comment);
        if (outcome.ok) room.value = { ...room.value, open: false };
        return outcome;
      }),
    look,
    refresh,
    update(news) {
      room.value = news;
    },
    dispose() {
      for (const stop of stopListening) stop();
      clearTimeout(typingEnds);
      ownTyping.dispose();
    },
  };
}
