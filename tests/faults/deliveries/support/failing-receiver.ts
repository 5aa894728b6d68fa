/**
 * A CRM's endpoint that fails at random, as a process of its own: answers 200, 201, 429 or 500, cuts the connection, or says nothing. It notes
 * every request, and tells its parent when asked.
 */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../../../browser/support/listen.ts';
import { seededRandom } from '../../network/support/seeded-random.ts';

export interface ReceivedDelivery {
  /** What was answered to each request, in their order. */
  answers: string[];
  /** Hashes of the bodies: one, when all had the same bytes. */
  bodies: string[];
  /** Requests whose signature does not fit. */
  unsigned: number;
  /** Order of the first 200 among all; 0 while there is none. */
  acceptedAt: number;
}
/** What goes from the parent to this process, and back. */
export type Order = { kind: 'tell' };
export type Word = { kind: 'up'; url: string } | { kind: 'told'; received: [string, ReceivedDelivery][] };

const [seed = '1', secret = ''] = process.argv.slice(2);
const random = seededRandom(Number(seed)).branch('receiver');
const received = new Map<string, ReceivedDelivery>();
let accepted = 0;

/** Hanging costs the sender a whole time-out, so it is rare. */
function nextAnswer(): string {
  const at = random.unit();
  if (at < 0.6) return '200';
  if (at < 0.7) return '201';
  if (at < 0.8) return '500';
  if (at < 0.9) return '429';
  return at < 0.99 ? 'reset' : 'hang';
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    const {
      'webhook-id': header,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    } = request.headers;
    const id = String(header);
    const seen = received.get(id) ?? { answers: [], bodies: [], unsigned: 0, acceptedAt: 0 };
    received.set(id, seen);
    const expected = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    if (signature !== `v1,${expected}`) seen.unsigned++;
    const hash = createHmac('sha256', '').update(body).digest('base64');
    if (!seen.bodies.includes(hash)) seen.bodies.push(hash);
    const answer = nextAnswer();
    seen.answers.push(answer);
    if (answer === '200' && seen.acceptedAt === 0) seen.acceptedAt = ++accepted;
    if (answer === 'reset') request.socket.destroy();
    else if (answer !== 'hang') response.writeHead(Number(answer)).end('noted');
  });
});

const tell = (word: Word): unknown => process.send?.(word);
process.on('message', (order: Order) => {
  if (order.kind === 'tell') tell({ kind: 'told', received: [...received] });
});
process.on('disconnect', () => process.exit(0));
tell({ kind: 'up', url: `${(await listen(server)).url}/hook` });
