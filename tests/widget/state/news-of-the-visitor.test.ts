import { afterEach, beforeEach, expect, test } from 'vitest';
import { say, visitOn, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

test('news about the visitor do not hide who serves the chat, told by an answer that is on its way', async () => {
  const admin = await here.agent('admin');
  await admin.call('POST', 'livechat/custom-fields.save', {
    customFieldId: null,
    customFieldData: { field: 'plan', label: 'Plan', scope: 'visitor', visibility: 'visible', regexp: '' },
  });
  const { porthole, ports } = await here.tab();
  let asked = 0;
  ports.between = async (path, ask) => {
    const answer = await ask();
    // The first question of a chat is put when the socket listens.
    if (path !== 'GET config' || ++asked > 1) return answer;
    const saved = await fetch(`${here.url}/api/v1/livechat/custom.field`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: visitOn(here.disk).token, key: 'plan', value: 'gold', overwrite: true }),
    });
    expect(saved.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return answer;
  };
  say(porthole, 'hello');
  await expect.poll(() => asked, soon).toBe(1);
  await expect.poll(() => porthole.agent.value?.username, soon).toMatch(/anna|ben/);
});
