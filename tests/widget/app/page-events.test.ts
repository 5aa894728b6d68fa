import { afterEach, expect, test, vi } from 'vitest';
import { pageBench, settled } from './support/page-bench.ts';

afterEach(() => vi.unstubAllGlobals());

test('tells that the pop-up opens and closes, once each', async () => {
  const { porthole, told } = pageBench();
  porthole.isOpen.value = true;
  await settled();
  porthole.isOpen.value = false;
  await settled();
  expect(told).toEqual([['onChatMaximized'], ['onChatMinimized']]);
});

test('tells that nobody is there, and when the chat ends', async () => {
  const { porthole, told } = pageBench();
  porthole.screen.value = 'offline';
  await settled();
  porthole.screen.value = 'offline-sent';
  await settled();
  porthole.screen.value = 'chat';
  await settled();
  porthole.screen.value = 'ended';
  await settled();
  expect(told).toEqual([['onServiceOffline'], ['onChatEnded']]);
});

test('tells what a form said when it has gone out, not when it failed', async () => {
  const { porthole, told } = pageBench();
  porthole.form.value = { name: 'Grace', email: 'g@navy.example', department: '', message: 'Call me' };
  porthole.busy.value = 'sending-offline';
  porthole.problem.value = { code: 'unreachable' };
  porthole.busy.value = undefined;
  await settled();
  expect(told).toEqual([]);
  porthole.problem.value = undefined;
  porthole.busy.value = 'sending-offline';
  await settled();
  porthole.form.value = { ...porthole.form.value, message: '' };
  porthole.busy.value = undefined;
  await settled();
  porthole.busy.value = 'registering';
  await settled();
  porthole.busy.value = undefined;
  await settled();
  expect(told).toEqual([
    [
      'onOfflineFormSubmit',
      { name: 'Grace', email: 'g@navy.example', message: 'Call me', host: location.origin },
    ],
    ['onPrechatFormSubmit', { name: 'Grace', email: 'g@navy.example' }],
  ]);
});

test('tells that a chat starts, not that one is taken up again or starts in another tab', async () => {
  const { porthole, told } = pageBench();
  porthole.roomId.value = 'r1';
  await settled();
  porthole.roomId.value = '';
  await settled();
  expect(told).toEqual([]);
  porthole.busy.value = 'starting';
  porthole.roomId.value = 'r2';
  porthole.busy.value = undefined;
  await settled();
  expect(told).toEqual([['onChatStarted']]);
});

test('tells who the agent is, and the presence after it changed', async () => {
  const { porthole, told } = pageBench();
  const ada = { username: 'ada', name: 'Ada', avatarUrl: '', status: 'online' } as const;
  porthole.agent.value = ada;
  await settled();
  porthole.agent.value = { ...ada, status: 'away' };
  await settled();
  expect(told).toEqual([
    ['onAssignAgent', { name: 'Ada', username: 'ada', status: 'online' }],
    ['onAgentStatusChange', { name: 'Ada', username: 'ada', status: 'away' }],
  ]);
});

test('tells the place in the queue when it changes', async () => {
  const { porthole, told } = pageBench();
  for (const spot of [2, 2, 1]) {
    porthole.queue.value = { waiting: true, info: { spot } };
    await settled();
  }
  porthole.queue.value = { waiting: false, info: undefined };
  await settled();
  expect(told).toEqual([
    ['onQueuePositionChange', { spot: 2 }],
    ['onQueuePositionChange', { spot: 1 }],
  ]);
});

test('form fields that are empty are not there', async () => {
  const { porthole, told } = pageBench();
  porthole.form.value = { name: '', email: 'g@navy.example', department: 's1', message: '' };
  porthole.busy.value = 'registering';
  await settled();
  porthole.busy.value = undefined;
  await settled();
  expect(told).toEqual([['onPrechatFormSubmit', { email: 'g@navy.example', department: 's1' }]]);
});
