import type { Ports } from '../ports/ports.ts';
import { serverUrl } from '../wire/server-url.ts';
import { createCall } from './create-call.ts';
import { createRest, type Rest } from './create-rest.ts';
import { retryDelay } from './retry-delay.ts';

export interface TransportOptions {
  /** Address of the Rocket.Chat server, with its path if it lives under one: `https://host/chat`. */
  server: string;
}

/** The way to one server. Holds no facts of the chat. */
export interface Transport {
  /** Without a slash at the end. */
  server: string;
  rest: Rest;
  /** What a connection to it needs. */
  ports: Ports;
  /** How long to wait before a try is repeated after so many failures, in ms. */
  retryDelayMs(failures: number): number;
}

export function createTransport({ server: address }: TransportOptions, ports: Ports): Transport {
  const server = serverUrl(address);
  return {
    server,
    ports,
    rest: createRest(createCall(server, ports)),
    retryDelayMs: (failures) => retryDelay(failures, ports.random.unit()),
  };
}
