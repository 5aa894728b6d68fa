/**
 * The sample RD Station: where leads go as long as nobody wants them to go to the real one.
 *
 * ```
 * POST   /rd-station/conversions   takes a conversion with the right token, 401 otherwise
 * GET    /rd-station/leads         { leads }, newest first          DELETE empties the list
 * ```
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../crm/read-body.ts';
import { tokensMatch } from '../crm/tokens-match.ts';
import { parseJson } from '../kit/decode/parse-json.ts';
import { decodeConversion, type Lead } from './lead.ts';

/** Longest conversion, in bytes. */
const MAX_BODY_BYTES = 100_000;

export interface RdStationOptions {
  /** The `token_rdstation` that conversions must carry. */
  token: string;
  /** Leads kept; the oldest go first. @default 200 */
  keep?: number;
}

export interface RdStation {
  /** Answers requests below `/rd-station/`. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function createRdStation({ token, keep = 200 }: RdStationOptions): RdStation {
  /** By e-mail address, oldest first. */
  const leads = new Map<string, Lead>();

  async function takeConversion(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readBody(request, MAX_BODY_BYTES);
    if (!read.ok) return read.why === 'gone' ? undefined : answer(response, 413, { error: 'too large' });
    const conversion = decodeConversion(parseJson(read.text));
    if (!conversion.ok) return answer(response, 400, { error: conversion.why });
    if (!tokensMatch(conversion.token, token)) {
      return answer(response, 401, { error: 'token_rdstation is not the token of this account' });
    }
    const { lead } = conversion;
    const before = leads.get(lead.email);
    leads.delete(lead.email);
    leads.set(lead.email, {
      ...before,
      ...lead,
      tags: [...new Set([...(before?.tags ?? []), ...lead.tags])],
      fields: { ...before?.fields, ...lead.fields },
      conversions: (before?.conversions ?? 0) + 1,
      at: new Date().toISOString(),
    });
    for (const oldest of leads.keys()) {
      if (leads.size <= keep) break;
      leads.delete(oldest);
    }
    answer(response, 200, { result: 'lead' });
  }

  const tell = (response: ServerResponse): void =>
    answer(response, 200, { leads: [...leads.values()].reverse() });

  return {
    async handle(request, response) {
      const path = (request.url ?? '').split('?')[0];
      switch (`${request.method} ${path}`) {
        case 'POST /rd-station/conversions':
          return takeConversion(request, response);
        case 'GET /rd-station/leads':
          return tell(response);
        case 'DELETE /rd-station/leads':
          leads.clear();
          return tell(response);
        default:
          return answer(response, 404, { error: 'not found' });
      }
    },
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
