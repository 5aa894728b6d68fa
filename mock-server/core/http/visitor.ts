import type { Context } from 'hono';
import type { VisitorStatus } from '../../../widget/wire/visitor.ts';
import type { StoreReader } from '../../store/store.ts';
import { MeteorError } from '../meteor-error.ts';
import { toWireVisitor } from '../project/visitor.ts';
import {
  findVisitor,
  type KnownVisitor,
  type Origin,
  type Registration,
  registerVisitor,
  setVisitorStatus,
} from '../rules/visitors.ts';
import { removeVisitor } from '../rules/visitors-remove.ts';
import type { HttpEnv, Routes } from './app.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { BOOLEAN, bodyOf, listOf, matchOf, STRING, strict } from './validate.ts';

const registration = matchOf<{ visitor: Partial<Registration> }>(
  strict({
    visitor: strict({
      'token?': STRING,
      'id?': STRING,
      'name?': STRING,
      'email?': STRING,
      'department?': STRING,
      'phone?': STRING,
      'username?': STRING,
      'customFields?': listOf(strict({ key: STRING, value: STRING, overwrite: BOOLEAN })),
      'connectionData?': { type: 'object' },
    }),
  }),
);
const statusBody = bodyOf<{ token: string; status: VisitorStatus }>(
  strict({ token: STRING, status: { type: 'string', enum: ['online', 'away', 'busy', 'offline'] } }),
);
const callStatusBody = bodyOf<{ token: string; callStatus: string; rid: string; callId: string }>(
  strict({ token: STRING, callStatus: STRING, rid: STRING, callId: STRING }),
);

/** `livechat/visitor`: registration, the visitor's own view, removal, presence. */
export const visitorRoutes: Routes = (app, { run, clock }) => {
  app.post('/api/v1/livechat/visitor', async (c) => {
    const { visitor: asked } = registration(await readBody(c));
    const request = { ...asked, token: asked.token ?? '' };
    const visitor = await run((work) => registerVisitor(work, request, originOf(c)));
    return success({ visitor: toWireVisitor(visitor) });
  });

  app.get('/api/v1/livechat/visitor/:token', async (c) => {
    const visitor = await run((work) => namedVisitor(work, c.req.param('token')));
    return success({ visitor: toWireVisitor(visitor) });
  });

  app.delete('/api/v1/livechat/visitor/:token', async (c) => {
    const _id = await run((work) => {
      const visitor = namedVisitor(work, c.req.param('token'));
      removeVisitor(work, visitor);
      return visitor._id;
    });
    return success({ visitor: { _id, ts: new Date(clock.now()) } });
  });

  app.post('/api/v1/livechat/visitor.status', async (c) => {
    const { token, status } = statusBody(await readBody(c));
    await run((work) => setVisitorStatus(work, namedVisitor(work, token), status));
    return success({ token, status });
  });

  // Servers before 8.0 only; the official widget of their time calls it when a call is declined. Nothing is kept.
  app.post('/api/v1/livechat/visitor.callStatus', async (c) => {
    const { token, callStatus } = callStatusBody(await readBody(c));
    await run((work) => namedVisitor(work, token));
    return success({ token, callStatus });
  });
};

/**
 * As `visitorOf`, in the words of these endpoints.
 * @throws MeteorError `invalid-token`
 */
function namedVisitor(reader: StoreReader, token: string): KnownVisitor {
  const visitor = findVisitor(reader, token);
  if (!visitor) throw new MeteorError('invalid-token', 'Invalid token');
  return visitor;
}

/** Longest header value that is kept. */
const LONGEST_HEADER = 1000;

function originOf(c: Context<HttpEnv>): Origin {
  const header = (name: string): string | undefined => c.req.header(name)?.slice(0, LONGEST_HEADER);
  const ip = header('x-real-ip') ?? header('x-forwarded-for')?.split(',', 1)[0]?.trim() ?? c.env?.ip;
  const userAgent = header('user-agent');
  const host = header('host') ?? new URL(c.req.url).host;
  return { ...(ip ? { ip } : {}), ...(userAgent ? { userAgent } : {}), host };
}
