import { createServer } from 'node:http';
import { listen } from '../../../browser/support/listen.ts';
import { seededRandom } from '../../network/support/seeded-random.ts';

export interface MoodyReceiver {
  url: string;
  /** What each delivery that was answered with 200 was about (a room's id, an offline message's text), by `webhook-id`. */
  accepted: Map<string, string>;
  /** Requests for deliveries that had been answered with 200 before. */
  repeated(): number;
  close(): Promise<void>;
}

/** A receiver that takes four of five webhooks, and answers 500 to the rest. */
export async function startMoodyReceiver(seed: number): Promise<MoodyReceiver> {
  const random = seededRandom(seed).branch('receiver');
  const accepted = new Map<string, string>();
  let repeated = 0;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const id = String(request.headers['webhook-id']);
    if (accepted.has(id)) repeated++;
    if (random.chance(0.2)) return response.writeHead(500).end();
    const { _id, message } = JSON.parse(text) as { _id?: string; message?: string };
    accepted.set(id, _id ?? message ?? '');
    response.writeHead(200).end();
  });
  const { url, close } = await listen(server);
  return { url: `${url}/hook`, accepted, repeated: () => repeated, close };
}
