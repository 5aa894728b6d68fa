import { type ReadonlySignal, signal } from '@preact/signals';
import { isRecord, type Json, numberOf, recordsOf, textOf } from '../../kit/decode/fields.ts';
import { parseJson } from '../../kit/decode/parse-json.ts';

/** A line of the chat on the stand-in for Messenger. */
export interface MessengerLine {
  number: number;
  isPerson: boolean;
  text: string;
  /** What the server said when it did not take it. */
  refused: string | undefined;
}

/** The stand-in for Messenger as the settings page sees it, live. */
export interface MessengerFeed {
  /** Who writes; undefined until that is known. */
  readonly person: ReadonlySignal<string | undefined>;
  /** Oldest first. */
  readonly lines: ReadonlySignal<MessengerLine[]>;
  /** `forged`: with the signature of another secret. Answers whether the stand-in was there to be asked. */
  write(text: string, forged: boolean): Promise<boolean>;
  changePerson(): Promise<boolean>;
  /** Answers how the handshake went, in words. */
  handshake(): Promise<string>;
  dispose(): void;
}

export function createMessengerFeed(): MessengerFeed {
  const person = signal<string>();
  const lines = signal<MessengerLine[]>([]);
  const events = new EventSource('/messenger/events');
  events.addEventListener('state', ({ data }) => {
    const state = parseJson(data);
    if (!isRecord(state)) return;
    person.value = textOf(state, 'person');
    lines.value = recordsOf(state, 'messages').flatMap((one) => decodeLine(one) ?? []);
  });
  const done = async (path: string, body: object): Promise<boolean> => (await ask(path, body)) !== undefined;
  return {
    person,
    lines,
    write: (text, forged) => done('write', { text, forged }),
    changePerson: () => done('person', {}),
    async handshake() {
      const outcome = await ask('handshake', {});
      if (!outcome) return 'The demo does not answer.';
      const problem = textOf(outcome, 'problem');
      return problem === undefined ? 'The server gave the challenge back.' : `Refused: ${problem}`;
    },
    dispose: () => events.close(),
  };
}

function decodeLine(line: Json): MessengerLine | undefined {
  const number = numberOf(line, 'number');
  if (number === undefined) return undefined;
  const refused = textOf(line, 'refused');
  return { number, isPerson: line.from === 'person', text: textOf(line, 'text') ?? '', refused };
}

/** Undefined: no answer, or not a good one. */
async function ask(path: string, body: object): Promise<Json | undefined> {
  try {
    const headers = { 'Content-Type': 'application/json', 'X-Porthole-Desk': '1' };
    const response = await fetch(`/messenger/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const answer: unknown = response.ok ? await response.json() : undefined;
    return isRecord(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}
