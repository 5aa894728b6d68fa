import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { every } from '../../kit/every.ts';
import { Icon } from '../../kit/parts/icon.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import type { AgentConsole } from '../state/create-console.ts';
import type { Conversation } from '../state/create-conversation.ts';
import type { ExternalFrame } from '../state/create-external-frame.ts';
import { CloseDialog } from './close-dialog.tsx';
import { Composer } from './composer.tsx';
import { Details } from './details.tsx';
import { FramePanel } from './frame-panel.tsx';
import { MessageList } from './message-list.tsx';
import { PassDialog } from './pass-dialog.tsx';
import { SidePane } from './side-pane.tsx';

export interface ConversationViewProps {
  console: AgentConsole;
  conversation: Conversation;
  frame: ExternalFrame;
}

/** Pages and presence of the visitor are told to nobody; they are asked for. */
const LOOK_EVERY_MS = 3000;

/** One chat: who it is, what was said, what to say, how it ends. */
export function ConversationView({ console, conversation, frame }: ConversationViewProps) {
  const room = conversation.room.value;
  const closing = useSignal(false);
  const passing = useSignal(false);
  const details = useSignal(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  // What is on a visible screen has been seen; what came while the page was in the background, once it is looked at.
  useSignalEffect(() => {
    if (conversation.unread.value > 0 && !document.hidden) conversation.seen();
  });
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden) conversation.seen();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [conversation]);
  useEffect(
    () => (room.open ? every(LOOK_EVERY_MS, conversation.look) : undefined),
    [conversation, room.open],
  );
  const department = console.departments.value.get(room.department ?? '');
  const email = conversation.visitor.value?.email;
  const problem = conversation.problem.value;
  return (
    <section class="conversation" aria-label={`Chat with ${room.name}`}>
      <header class="conversation-top">
        <button
          type="button"
          class="button quiet icon-only back"
          aria-label="Back to the chats"
          onClick={() => console.select(undefined)}
        >
          <Icon name="back" />
        </button>
        <div class="who">
          <h2 class="clip" ref={title} tabIndex={-1}>
            {room.name}
          </h2>
          <span class="soft clip">
            {[email, department].filter(Boolean).join(' · ') || room.visitor.username}
          </span>
        </div>
        {room.channel !== '' && <span class="badge accent">{room.channel}</span>}
        <button
          type="button"
          class="button small details-toggle"
          aria-expanded={details.value}
          onClick={() => {
            details.value = !details.value;
          }}
        >
          <Icon name="person" size={15} />
          Details
        </button>
        {room.onHold && <span class="badge">On hold</span>}
        {(room.onHold || conversation.mayHold.value) && (
          <button
            type="button"
            class="button small"
            disabled={conversation.busy.value}
            onClick={() => void conversation.hold(!room.onHold)}
          >
            {room.onHold ? 'Resume' : 'Put on hold'}
          </button>
        )}
        {room.open && !room.onHold && (
          <button
            type="button"
            class="button small"
            onClick={() => {
              passing.value = true;
            }}
          >
            Pass on
          </button>
        )}
        {room.open && (
          <button
            type="button"
            class="button small danger"
            onClick={() => {
              closing.value = true;
            }}
          >
            End chat
          </button>
        )}
      </header>
      <div class={`conversation-body ${details.value ? 'with-details' : ''}`}>
        <div class="talk">
          {problem && !closing.value && !passing.value && <Notice kind="bad" text={problemWords(problem)} />}
          <MessageList conversation={conversation} />
          {room.open ? (
            <Composer conversation={conversation} />
          ) : (
            <div class="ended">
              <span>
                {conversation.isWithOthers.value
                  ? 'This chat is with somebody else now.'
                  : 'This chat is over.'}
              </span>
              <button type="button" class="button small" onClick={() => console.dismiss(room.rid)}>
                Remove from the list
              </button>
            </div>
          )}
        </div>
        <Beside conversation={conversation} department={department} frame={frame} />
      </div>
      {passing.value && (
        <PassDialog
          console={console}
          conversation={conversation}
          onClose={() => {
            passing.value = false;
          }}
        />
      )}
      {closing.value && (
        <CloseDialog
          conversation={conversation}
          onClose={() => {
            closing.value = false;
          }}
        />
      )}
    </section>
  );
}

/** What is known of the visitor, and the company's own page where there is one. */
function Beside({ conversation, department, frame }: BesideProps) {
  const details = <Details conversation={conversation} department={department} />;
  const settings = frame.settings.value;
  if (!settings) return details;
  const { credentials, tab } = frame;
  const { rid } = conversation.room.value;
  const page = <FramePanel settings={settings} credentials={credentials} rid={rid} />;
  return <SidePane tab={tab} details={details} frame={page} />;
}

interface BesideProps {
  conversation: Conversation;
  department: string | undefined;
  frame: ExternalFrame;
}
