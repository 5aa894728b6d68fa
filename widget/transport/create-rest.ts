import { decodeConfig } from '../wire/decode-config.ts';
import { type DecodedVisitor, decodeVisitor } from '../wire/decode-visitor.ts';
import type { Outcome } from '../wire/problem.ts';
import type { Call } from './create-call.ts';

/**
 * The REST calls that come before a chat. Never rejects. Bodies hold exactly the keys that the server's schemas allow; empty texts
 * are left out. @see `create-chat-rest.ts` for those of a chat
 */
export interface Rest {
  /** Any other call. */
  call: Call;
  config(query: {
    token: string;
    department: string;
    businessUnit?: string | undefined;
  }): Promise<Outcome<NonNullable<ReturnType<typeof decodeConfig>>>>;
  visitor(visitor: {
    token: string;
    name: string;
    email: string;
    department: string;
  }): Promise<Outcome<DecodedVisitor>>;
  offlineMessage(body: {
    name: string;
    email: string;
    message: string;
    department: string;
    host: string;
  }): Promise<Outcome<true>>;
}

export function createRest(call: Call): Rest {
  return {
    call,
    config: (query) => call('config', decodeConfig, undefined, query),
    visitor: (visitor) => call('visitor', (answer) => decodeVisitor(answer.visitor), { visitor }),
    offlineMessage: (body) => call('offline.message', () => true, body),
  };
}
