import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { DeskFacts } from '../../kit/desk-facts.ts';
import { Notice } from '../../kit/parts/notice.tsx';
import {
  createMessengerFeed,
  type MessengerFeed,
  type MessengerLine,
} from '../state/create-messenger-feed.ts';
import type { Settings } from '../state/create-settings.ts';
import type { AreaExtraProps } from './area-extras.tsx';

/** The stand-in for Messenger: connecting the server with it, and the chat of somebody who writes to the page. */
export function FacebookExtra({ settings, facts }: AreaExtraProps) {
  const feed = useMemo(createMessengerFeed, []);
  useEffect(() => feed.dispose, [feed]);
  return (
    <div class="stack">
      <Connection settings={settings} feed={feed} messenger={facts.messenger} />
      <Chat feed={feed} />
    </div>
  );
}

interface ConnectionProps {
  settings: Settings;
  feed: MessengerFeed;
  messenger: DeskFacts['messenger'];
}

function Connection({ settings, feed, messenger }: ConnectionProps) {
  const said = useSignal('');
  const wanted: [string, string][] = [
    ['Livechat_Facebook_API_Key', messenger.apiKey],
    ['Livechat_Facebook_API_Secret', messenger.secret],
    ['Porthole_facebook_verify_token', messenger.verifyToken],
    ['Porthole_facebook_send_url', messenger.sendUrl],
  ];
  const stored = (id: string): unknown => settings.entries.value?.get(id)?.setting.value.value;
  const isConnected = wanted.every(([id, value]) => stored(id) === value);
  const connect = async (): Promise<void> => {
    for (const [id, value] of wanted) await settings.entries.peek()?.get(id)?.save(value);
  };
  return (
    <>
      {stored('Livechat_Facebook_Enabled') === true && stored('Porthole_facebook_send_url') === '' && (
        <Notice kind="warn" text="No send API is set: what agents answer goes nowhere." />
      )}
      <div class="row">
        <button type="button" class="button small" disabled={isConnected} onClick={() => void connect()}>
          {isConnected ? 'Uses the stand-in for Messenger' : 'Use the stand-in for Messenger'}
        </button>
        <button
          type="button"
          class="button small"
          onClick={() =>
            void feed.handshake().then((words) => {
              said.value = words;
            })
          }
        >
          Try the handshake
        </button>
        <span class="soft" role="status">
          {said.value}
        </span>
      </div>
    </>
  );
}

function Chat({ feed }: { feed: MessengerFeed }) {
  const text = useSignal('');
  const isLost = useSignal(false);
  const person = feed.person.value;
  const send = async (forged: boolean): Promise<void> => {
    const words = text.value.trim();
    if (words === '') return;
    text.value = '';
    isLost.value = !(await feed.write(words, forged));
    if (isLost.value) text.value = words;
  };
  return (
    <section class="messenger" aria-label="Messenger">
      <header class="row spread">
        <h3 class="clip">{person ?? 'Somebody'} writes to your page</h3>
        <button type="button" class="button quiet small" onClick={() => void feed.changePerson()}>
          Somebody else
        </button>
      </header>
      {isLost.value && <Notice kind="bad" text="The demo does not answer." />}
      <ol class="messenger-lines" aria-label="Messages on Messenger">
        {feed.lines.value.map((line) => (
          <Line key={line.number} line={line} />
        ))}
      </ol>
      <form
        class="messenger-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send(false);
        }}
      >
        <input
          class="input"
          aria-label="Message to the page"
          placeholder="Message to the page"
          autocomplete="off"
          value={text.value}
          onInput={({ currentTarget: { value } }) => {
            text.value = value;
          }}
        />
        <div class="row">
          <button type="submit" class="button primary small">
            Send
          </button>
          <button type="button" class="button quiet small" onClick={() => void send(true)}>
            Send with a wrong signature
          </button>
        </div>
      </form>
    </section>
  );
}

function Line({ line: { isPerson, text, refused } }: { line: MessengerLine }) {
  return (
    <li class={isPerson ? 'person' : 'page'}>
      <span class="visually-hidden">{isPerson ? 'To the page: ' : 'From the page: '}</span>
      <p class={refused === undefined ? '' : 'refused'}>{text}</p>
      {refused !== undefined && <span class="messenger-refused">Refused: {refused}</span>}
    </li>
  );
}
