import type { AccessWorld, Caller } from './access-world.ts';

export interface DdpCaller {
  /** All that came so far, as text. */
  frames: string[];
  /** Sends a frame; answers what came until it and all before it were handled. */
  say(frame: object): Promise<string[]>;
}

/** A connected socket of a caller: agents are logged in on it, visitors have told their token. */
export async function ddpAs({ core, login, target }: AccessWorld, caller: Caller): Promise<DdpCaller> {
  const frames: string[] = [];
  let fences = 0;
  const session = core.connect({ send: (text) => void frames.push(text), close: () => {} });
  const client: DdpCaller = {
    frames,
    async say(frame) {
      const from = frames.length;
      session.receive(JSON.stringify(frame));
      const fence = `fence-${++fences}`;
      session.receive(JSON.stringify({ msg: 'unsub', id: fence }));
      while (!frames.some((text) => text.includes(fence)))
        await new Promise((resolve) => setTimeout(resolve));
      return frames.slice(from).filter((text) => !text.includes(fence));
    },
  };
  session.receive('{"msg":"connect","version":"1","support":["1"]}');
  const { token } = login(caller) ?? {};
  const method = token
    ? { method: 'login', params: [{ resume: token }] }
    : { method: 'livechat:setUpConnection', params: [{ token: target(caller).token }] };
  await client.say({ msg: 'method', id: 'hello', ...method });
  return client;
}
