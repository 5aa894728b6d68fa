/** An agent as the tests need one: over the server's own REST. */
export interface Agent {
  username: string;
  say(rid: string, text: string): Promise<void>;
  close(rid: string): Promise<void>;
  /** Texts of people in the room, oldest first. */
  texts(rid: string): Promise<string[]>;
  setAvailable(available: boolean): Promise<void>;
  call<T>(method: string, path: string, body?: object): Promise<T>;
}

/** Seeded agents have their name as password. */
export async function logIn(url: string, username: string): Promise<Agent> {
  const call = async <T>(method: string, path: string, body?: object, headers = {}): Promise<T> => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { ...(body && { 'Content-Type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const { data } = await call<{ data: { userId: string; authToken: string } }>('POST', 'login', {
    user: username,
    password: username,
  });
  const as = { 'X-User-Id': data.userId, 'X-Auth-Token': data.authToken };
  return {
    username,
    call: (method, path, body) => call(method, path, body, as),
    say: (rid, msg) => call('POST', 'chat.sendMessage', { message: { rid, msg } }, as),
    close: (rid) => call('POST', 'livechat/room.closeByUser', { rid, comment: 'solved' }, as),
    async texts(rid) {
      const { messages } = await call<{ messages: { msg: string; t?: string }[] }>(
        'GET',
        `livechat/${rid}/messages?count=100`,
        undefined,
        as,
      );
      return messages
        .filter(({ t }) => !t)
        .map(({ msg }) => msg)
        .reverse();
    },
    setAvailable: (available) =>
      call('POST', 'livechat/agent.status', { status: available ? 'available' : 'not-available' }, as),
  };
}
