import type { ContractHost } from './contract-host.ts';

export interface DdpClient {
  /** Everything received, in order. */
  readonly frames: string[];
  send(...frames: string[]): void;
  /** The first frame not yet awaited that contains all of `parts`. */
  next(...parts: string[]): Promise<string>;
  /** Close code, once closed. */
  readonly closed: Promise<number>;
  close(): void;
}

const GIVE_UP_AFTER_MS = 4_000;

/** An open socket that has said nothing yet. */
export async function openDdp(host: Pick<ContractHost, 'openSocket'>): Promise<DdpClient> {
  const frames: string[] = [];
  const awaited = new Set<number>();
  let arrived = (): void => {};
  let left: (code: number) => void = () => {};
  const closed = new Promise<number>((resolve) => {
    left = resolve;
  });
  const socket = await new Promise<ReturnType<ContractHost['openSocket']>>((resolve) => {
    const opening = host.openSocket({
      open: () => resolve(opening),
      message(text) {
        frames.push(text);
        arrived();
      },
      close: (code) => left(code),
    });
  });

  return {
    frames,
    closed,
    send(...texts) {
      for (const text of texts) socket.send(text);
    },
    async next(...parts) {
      const deadline = Date.now() + GIVE_UP_AFTER_MS;
      for (;;) {
        const at = frames.findIndex(
          (frame, index) => !awaited.has(index) && parts.every((part) => frame.includes(part)),
        );
        const frame = frames[at];
        if (frame !== undefined) {
          awaited.add(at);
          return frame;
        }
        if (Date.now() > deadline)
          throw new Error(`no frame with ${parts.join(' and ')} among\n${frames.join('\n')}`);
        await new Promise<void>((resolve) => {
          arrived = resolve;
          setTimeout(resolve, 50);
        });
      }
    },
    close: () => socket.close(),
  };
}

/** A socket past the handshake. */
export async function connectDdp(host: Pick<ContractHost, 'openSocket'>): Promise<DdpClient> {
  const client = await openDdp(host);
  client.send('{"msg":"connect","version":"1","support":["1","pre2","pre1"]}');
  await client.next('"msg":"connected"');
  return client;
}

/** A `sub` frame as the SDKs send it. */
export function sub(id: string, stream: string, event: string, token?: string): string {
  const args = token === undefined ? [] : [{ token, visitorToken: token }];
  return JSON.stringify({ msg: 'sub', id, name: stream, params: [event, { useCollection: false, args }] });
}

export function method(id: string, name: string, ...params: unknown[]): string {
  return JSON.stringify({ msg: 'method', method: name, params, id });
}
