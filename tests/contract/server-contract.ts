// Long: the contract is one suite, read from top to bottom.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContractServer, type StartHost, startContractServer } from './support/contract-host.ts';
import { connectDdp, method, openDdp, sub } from './support/ddp-client.ts';
import { loginAs, restClient } from './support/rest-client.ts';

const TOKEN = 'a'.repeat(64);
const SUBSCRIPTIONS = [
  'room-messages R',
  'livechat-room R',
  'notify-room R/user-activity',
  'notify-room R/typing',
];

/** What every host must do alike: the doors, not the rules behind them. */
export function serverContract(name: string, start: StartHost): void {
  describe(`server on ${name}`, () => {
    let server: ContractServer;
    beforeAll(async () => {
      server = await startContractServer(start);
    });
    afterAll(async () => {
      await server.stop();
      expect(server.failures).toEqual([]);
    });

    async function registered(token: string): Promise<{ token: string; rid: string }> {
      const rest = restClient(server);
      const visitor = await rest<{ visitor: { token: string } }>('POST', 'livechat/visitor', {
        visitor: { token, name: 'Ann', email: `${token.slice(0, 8)}@example.com` },
      });
      const adopted = visitor.body.visitor.token;
      const room = await rest<{ room: { _id: string } }>('GET', `livechat/room?token=${adopted}`);
      return { token: adopted, rid: room.body.room._id };
    }

    test('holds a chat from registration to the closed room', async () => {
      const admin = await loginAs(server, 'admin');
      const routing = await admin.rest('POST', 'settings/Livechat_Routing_Method', {
        value: 'Manual_Selection',
      });
      expect(routing.status).toBe(200);
      const anna = await loginAs(server, 'anna');
      const console = await connectDdp(server);
      console.send(method('l', 'login', { resume: anna.token }));
      await console.next('"msg":"result"', '"id":"l"', anna.userId);
      console.send(sub('q', 'stream-livechat-inquiry-queue-observer', 'public'));
      await console.next('"ready"', '"q"');

      // The visitor arrives.
      const visitorRest = restClient(server);
      const { token, rid } = await registered(TOKEN);
      const visitor = await connectDdp(server);
      visitor.send(method('setup', 'livechat:setUpConnection', { token }));
      expect(await visitor.next('"result"', '"setup"')).toBe('{"msg":"result","id":"setup"}');
      for (const [at, wanted] of SUBSCRIPTIONS.entries()) {
        const [stream, event = ''] = wanted.split(' ');
        visitor.send(sub(`s${at}`, `stream-${stream}`, event.replace('R', rid), token));
        await visitor.next('"ready"', `"s${at}"`);
      }

      // The agent sees the inquiry and takes it.
      const queued = await console.next('"eventName":"public"', rid);
      expect(queued).not.toContain(token);
      const { body: list } = await anna.rest<{ inquiries: { _id: string; rid: string }[] }>(
        'GET',
        'livechat/inquiries.queuedForUser',
      );
      const inquiry = list.inquiries.find((one) => one.rid === rid);
      const taken = await anna.rest('POST', 'livechat/inquiries.take', { inquiryId: inquiry?._id });
      expect(taken.body).toMatchObject({ success: true });
      await visitor.next('"agentData"', '"anna"');
      await visitor.next('"t":"command"', '"connected"');

      // Both write, both see it.
      console.send(
        sub('m', 'stream-room-messages', rid),
        sub('t', 'stream-notify-room', `${rid}/user-activity`),
      );
      await console.next('"ready"', '"m"');
      await console.next('"ready"', '"t"');
      visitor.send(
        method('t1', 'stream-notify-room', `${rid}/user-activity`, 'guest', ['user-typing'], { token }),
      );
      const typing = await console.next('user-activity', 'user-typing');
      expect(typing).not.toContain(token);
      const sent = await visitorRest<{ message: { _id: string; ts: string } }>('POST', 'livechat/message', {
        token,
        rid,
        msg: 'Hello?',
        _id: 'chosenByClient123',
      });
      expect(sent.body).toMatchObject({
        success: true,
        message: { _id: 'chosenByClient123', msg: 'Hello?' },
      });
      expect(sent.body.message.ts).toMatch(/^\d{4}-.*Z$/);
      const heard = await console.next('chosenByClient123', '"msg":"Hello?"');
      expect(heard).toMatch(/"ts":\{"\$date":\d+\}/);
      expect(heard).not.toContain(token);
      await visitor.next('chosenByClient123');
      console.send(method('t2', 'stream-notify-room', `${rid}/user-activity`, 'anna', ['user-typing']));
      await visitor.next(`${rid}/user-activity`, '"anna"');
      await visitor.next(`"${rid}/typing"`, '["anna",true]');
      await anna.rest('POST', 'chat.sendMessage', { message: { rid, msg: 'Hi, I am Anna' } });
      await visitor.next('Hi, I am Anna');
      const history = await visitorRest<{ messages: { msg: string }[] }>(
        'GET',
        `livechat/messages.history/${rid}?token=${token}`,
      );
      expect(history.body.messages.map(({ msg }) => msg)).toEqual(
        expect.arrayContaining(['Hi, I am Anna', 'Hello?']),
      );

      // On hold only where the settings let agents do so.
      const held = await anna.rest('POST', 'livechat/room.onHold', { roomId: rid });
      expect(held).toMatchObject({ status: 400, body: { error: 'error-on-hold-not-allowed' } });
      const resumed = await anna.rest('POST', 'livechat/room.resumeOnHold', { roomId: rid });
      expect(resumed).toMatchObject({ status: 400, body: { error: 'error-room-not-on-hold' } });

      // The agent ends it: whoever listens hears so, but cannot listen anew.
      const closed = await anna.rest('POST', 'livechat/room.closeByUser', {
        rid,
        comment: 'solved',
        tags: ['done'],
      });
      expect(closed.body).toMatchObject({ success: true });
      await visitor.next('"t":"livechat-close"', '"solved"');
      visitor.send(sub('again', 'stream-room-messages', rid, token));
      expect(await visitor.next('"again"')).toBe(
        '{"msg":"nosub","id":"again","error":{"isClientSafe":true,"error":"not-allowed","message":"[not-allowed]","errorType":"Meteor.Error"}}',
      );
      const late = await visitorRest('POST', 'livechat/message', { token, rid, msg: 'wait' });
      expect(late).toMatchObject({
        status: 400,
        body: { success: false, error: expect.stringContaining('room-closed') },
      });
      expect(server.events).toContainEqual({ type: 'session-closed', rid });

      visitor.close();
      console.close();
      await visitor.closed;
      await expect
        .poll(async () => {
          const { body } = await visitorRest<{ visitor: { status: string } }>(
            'GET',
            `livechat/visitor/${token}`,
          );
          return body.visitor.status;
        })
        .toBe('offline');
    });

    test('answers requests in JSON of exactly that type, refusals included', async () => {
      const rest = restClient(server);
      const config = await rest('GET', 'livechat/config');
      expect(config).toMatchObject({ status: 200, body: { success: true } });
      expect(config.headers.get('Content-Type')).toBe('application/json');
      const unknown = await rest('GET', 'no/such/route');
      expect(unknown).toMatchObject({ status: 404, body: { success: false } });
      expect(unknown.headers.get('Content-Type')).toBe('application/json');
      const anonymous = await rest('GET', 'livechat/inquiries.list');
      expect(anonymous).toMatchObject({ status: 401, body: { success: false } });
    });

    test.each([
      ['broken JSON', '{"token":', 400],
      ['JSON that is no object', '[1,2]', 400],
      ['an unknown key', { token: 'x', rid: 'y', msg: 'z', extra: 1 }, 400],
      ['a missing key', { token: 'x', rid: 'y' }, 400],
      ['a value of the wrong type', { token: 'x', rid: 'y', msg: { a: 1 } }, 400],
      ['a body over 1 MB', { token: 'x', rid: 'y', msg: 'z'.repeat(1_100_000) }, 413],
    ])('refuses %s and lives', async (_, body, status) => {
      const rest = restClient(server);
      const refused = await rest('POST', 'livechat/message', body);
      expect(refused).toMatchObject({ status, body: { success: false, error: expect.any(String) } });
      expect((await rest('GET', 'info')).status).toBe(200);
    });

    test("refuses a wrong token and somebody else's room", async () => {
      const rest = restClient(server);
      const [one, other] = [await registered('b'.repeat(64)), await registered('c'.repeat(64))];
      for (const token of ['nobody', other.token]) {
        const sent = await rest('POST', 'livechat/message', { token, rid: one.rid, msg: 'x' });
        expect(sent).toMatchObject({ status: 400, body: { success: false } });
        const read = await rest('GET', `livechat/messages.history/${one.rid}?token=${token}`);
        expect(read).toMatchObject({ status: 400, body: { success: false } });
      }
      const client = await connectDdp(server);
      client.send(sub('x', 'stream-room-messages', one.rid, other.token));
      expect(await client.next('"x"')).toContain('not-allowed');
      client.close();
    });

    test('lets pages of any origin read every answer', async () => {
      const asked = await server.fetch(`${server.origin}/api/v1/livechat/visitor`, {
        method: 'OPTIONS',
        headers: {
          Origin: 'https://site.example',
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'content-type',
        },
      });
      expect(asked.ok).toBe(true);
      expect(asked.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(asked.headers.get('Access-Control-Allow-Headers')).toContain('Content-Type');
      expect(asked.headers.get('Access-Control-Allow-Credentials')).toBeNull();
      const rest = restClient(server, { Origin: 'https://site.example' });
      for (const path of ['livechat/config', 'livechat/room?token=nobody', 'no/such/route']) {
        expect((await rest('GET', path)).headers.get('Access-Control-Allow-Origin')).toBe('*');
      }
    });

    test('greets, answers the handshake and pings', async () => {
      const client = await openDdp(server);
      client.send('{"msg":"connect","version":"1","support":["1","pre2","pre1"]}');
      expect(await client.next('server_id')).toBe('{"server_id":"0"}');
      expect(await client.next('connected')).toMatch(/^\{"msg":"connected","session":"\w{17}"\}$/);
      client.send('{"msg":"ping","id":"x"}');
      expect(await client.next('pong')).toBe('{"msg":"pong","id":"x"}');
      client.close();
      await client.closed;
    });

    test.each([
      ['a first frame that is not connect', '{"msg":"ping"}', 1002],
      ['a version it does not speak', '{"msg":"connect","version":"9","support":["9"]}', 1000],
    ])('closes on %s', async (_, frame, code) => {
      const client = await openDdp(server);
      client.send(frame);
      expect(await client.closed).toBe(code);
    });

    test('answers malformed frames with an error and goes on', async () => {
      const client = await connectDdp(server);
      client.send('{', '[]', '{"msg":"hello"}', '{"msg":"sub"}', '{"msg":"ping","id":"still here"}');
      await client.next('Parse error');
      await client.next('Bad request', '[]');
      await client.next('Bad request', 'hello');
      await client.next('Malformed message');
      await client.next('still here');
      client.close();
    });

    test('takes a message from Facebook that is signed over its very bytes', async () => {
      const admin = await loginAs(server, 'admin');
      const settings = [
        { _id: 'Livechat_Facebook_Enabled', value: true },
        { _id: 'Livechat_Facebook_API_Secret', value: 'app-secret' },
      ];
      expect((await admin.rest('POST', 'settings', { settings })).status).toBe(200);
      const body = '{ "mid": "m_contract", "page": "1", "token": "2", "text": "Grüße \\u2615" }\n';
      const sign = (text: string): Record<string, string> => ({
        'X-Hub-Signature': `sha1=${createHmac('sha1', 'app-secret').update(text).digest('hex')}`,
      });
      const rest = restClient(server);
      const taken = await rest<{ message: { msg: string } }>('POST', 'livechat/facebook', body, sign(body));
      expect([taken.status, taken.body.message.msg]).toEqual([200, 'Grüße ☕']);
      const forged = await rest('POST', 'livechat/facebook', body, sign(body.trim()));
      expect([forged.status, forged.body.error]).toEqual([400, 'Invalid signature']);
    });

    test('closes with 1009 on a frame over 64 KiB, and lives', async () => {
      const client = await connectDdp(server);
      client.send(`{"msg":"ping","id":"${'x'.repeat(65 * 1024)}"}`);
      expect(await client.closed).toBe(1009);
      (await connectDdp(server)).close();
    });

    test('refuses the 201st subscription of a connection', async () => {
      const { rid, token } = await registered('d'.repeat(64));
      const client = await connectDdp(server);
      for (let at = 0; at <= 200; at++)
        client.send(sub(`n${at}.`, 'stream-notify-room', `${rid}/typing`, token));
      await client.next('"ready"', '"n199."');
      expect(await client.next('"nosub"')).toContain(
        '"id":"n200.","error":{"isClientSafe":true,"error":"error-too-many-subscriptions"',
      );
      client.close();
    });
  });
}
