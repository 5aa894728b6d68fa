import { useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../kit/parts/icon.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { playChime } from '../../kit/play-chime.ts';
import { problemWords } from '../../kit/problem-words.ts';
import { createConsole } from '../state/create-console.ts';
import { createExternalFrame } from '../state/create-external-frame.ts';
import { createIdle } from '../state/create-idle.ts';
import { createRing } from '../state/create-ring.ts';
import type { Session, SessionState } from '../state/create-session.ts';
import { AvailabilitySwitch } from './availability-switch.tsx';
import { ChatList } from './chat-list.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { ConversationView } from './conversation-view.tsx';

export interface ConsoleViewProps {
  server: string;
  session: Session;
  signedIn: Extract<SessionState, { at: 'signed-in' }>;
  picture: ComponentChildren;
}

/** Everything behind the log-in: who I am, whether I take chats, the chats. */
export function ConsoleView({ server, session, signedIn, picture }: ConsoleViewProps) {
  const { me, api, credentials } = signedIn;
  const sound = useSignal(false);
  const console_ = useMemo(
    () =>
      createConsole({
        server,
        credentials,
        api,
        me,
        onVisitorMessage: () => sound.value && playChime(),
        onExpired: session.expired,
      }),
    [server, credentials, api, me, session, sound],
  );
  useEffect(() => () => console_.dispose(), [console_]);
  useEffect(() => createIdle({ onChange: (isIdle) => void console_.setIdle(isIdle) }), [console_]);
  useEffect(
    () =>
      createRing({
        queue: console_.queue,
        isContinuous: api.ringsOn,
        ring: () => sound.value && console_.available.value && playChime(),
      }),
    [console_, api, sound],
  );
  const frame = useMemo(() => createExternalFrame(api, credentials), [api, credentials]);
  useEffect(() => frame.dispose, [frame]);
  useSignalEffect(() => {
    const unread = console_.unread.value;
    document.title = unread > 0 ? `(${unread}) Agent console` : 'Agent console';
  });
  const selected = console_.selected.value;
  const problem = console_.problem.value;
  return (
    <div class={`console ${selected ? 'has-selection' : ''}`}>
      <header class="console-top">
        {picture}
        <div class="who">
          <h1 class="clip">{me.name}</h1>
          <span class="soft clip">@{me.username}</span>
        </div>
        <AvailabilitySwitch console={console_} />
        <button
          type="button"
          class="button quiet icon-only"
          aria-pressed={sound.value}
          aria-label="Sound for new messages"
          title={sound.value ? 'Sound is on' : 'Sound is off'}
          onClick={() => {
            sound.value = !sound.value;
            if (sound.value) playChime();
          }}
        >
          <Icon name={sound.value ? 'sound' : 'mute'} />
        </button>
        <button
          type="button"
          class="button quiet icon-only"
          aria-label="Log out"
          title="Log out"
          onClick={() => void session.signOut()}
        >
          <Icon name="leave" />
        </button>
      </header>
      <div class="console-notices">
        <ConnectionNotice state={console_.connection.value} onRetry={console_.retryConnection} />
        {problem && (
          <Notice kind="bad" text={problemWords(problem)}>
            <button type="button" class="button small" onClick={() => void console_.refresh()}>
              Refresh
            </button>
          </Notice>
        )}
      </div>
      <ChatList console={console_} />
      {selected ? (
        <ConversationView
          key={selected.room.value.rid}
          console={console_}
          conversation={selected}
          frame={frame}
        />
      ) : (
        <section class="no-selection" aria-label="Conversation">
          <p class="soft">Choose a chat to read and answer it.</p>
        </section>
      )}
    </div>
  );
}
