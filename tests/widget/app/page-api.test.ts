import { effect } from '@preact/signals-core';
import { expect, test, vi } from 'vitest';
import { pageApi } from '../../../widget/app/page-api.ts';
import { createUi } from '../../../widget/app/ui.ts';
import { fakePorthole } from './support/fake-porthole.ts';

function api() {
  const porthole = fakePorthole();
  porthole.isOpen.value = false;
  porthole.screen.value = 'loading';
  const ui = createUi(porthole);
  const told: unknown[][] = [];
  const call = pageApi(ui, (...callback) => told.push(callback), effect);
  return { porthole, ui, told, call };
}
const tick = () => new Promise<void>((resume) => setTimeout(resume));

test('setTheme adds to what was set before and leaves the object of the page alone', () => {
  const { ui, call } = api();
  const theme = Object.freeze({ title: 'Help' });
  call('setTheme', [theme]);
  call('setTheme', [{ color: '#123456' }]);
  expect(ui.theme.value).toEqual({ title: 'Help', color: '#123456' });
});

test.each([
  ['setGuestName', 'Grace', { name: 'Grace' }],
  ['setGuestEmail', 'g@navy.example', { email: 'g@navy.example' }],
  ['setGuestToken', 'secret', { token: 'secret' }],
  ['registerGuest', { token: 't', name: 'Grace', email: 7 }, { token: 't', name: 'Grace' }],
])('%s identifies the guest', (method, given, guest) => {
  const { porthole, call } = api();
  call(method, [given]);
  expect(porthole.calls).toEqual([['identify', guest]]);
});

test('a department is found by id or by name, once the config is there', async () => {
  const { porthole, call } = api();
  const config = porthole.config.value;
  porthole.config.value = undefined;
  call('setDepartment', ['Sales']);
  expect(porthole.calls).toEqual([]);
  if (config) {
    config.departments = [{ _id: 's1', name: 'Sales', showOnRegistration: false, showOnOfflineForm: false }];
    porthole.config.value = config;
    await tick();
    // A config that comes again does not choose again: the visitor may have.
    porthole.config.value = { ...config };
  }
  await tick();
  expect(porthole.calls).toEqual([['identify', { department: 's1' }]]);
});

test('a department that is not there is told on the console', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { porthole, call } = api();
  call('setDepartment', ['Nowhere']);
  await tick();
  expect(warn).toHaveBeenCalledOnce();
  expect(porthole.calls).toEqual([]);
  warn.mockRestore();
});

test('initialize calls the method of each key', () => {
  const { porthole, ui, call } = api();
  call('initialize', [
    { theme: { title: 'Help' }, guestName: 'Grace', registerGuest: { email: 'g@navy.example' }, unknown: 1 },
  ]);
  expect(ui.theme.value).toEqual({ title: 'Help' });
  expect(porthole.calls).toEqual([
    ['identify', { name: 'Grace' }],
    ['identify', { email: 'g@navy.example' }],
  ]);
});

test.each([
  ['setLanguage', ['de']],
  ['setTheme', []],
  ['registerGuest', []],
  ['initialize', []],
  ['noSuchMethod', [1]],
])('%s(%o) does no harm', (method, args) => {
  const { call } = api();
  expect(() => call(method, args)).not.toThrow();
});

test('tells that the pop-up opens and closes, once each', async () => {
  const { porthole, told } = api();
  porthole.isOpen.value = true;
  await tick();
  porthole.isOpen.value = false;
  await tick();
  expect(told).toEqual([['onChatMaximized'], ['onChatMinimized']]);
});

test('tells that nobody is there, and when the chat ends', async () => {
  const { porthole, told } = api();
  porthole.screen.value = 'offline';
  await tick();
  porthole.screen.value = 'offline-sent';
  await tick();
  porthole.screen.value = 'chat';
  await tick();
  porthole.screen.value = 'ended';
  await tick();
  expect(told).toEqual([['onServiceOffline'], ['onChatEnded']]);
});

test('tells what a form said when it has gone out, not when it failed', async () => {
  const { porthole, told } = api();
  porthole.form.value = { name: 'Grace', email: 'g@navy.example', department: '', message: 'Call me' };
  porthole.busy.value = 'sending-offline';
  porthole.problem.value = { code: 'unreachable' };
  porthole.busy.value = undefined;
  await tick();
  expect(told).toEqual([]);
  porthole.problem.value = undefined;
  porthole.busy.value = 'sending-offline';
  await tick();
  porthole.form.value = { ...porthole.form.value, message: '' };
  porthole.busy.value = undefined;
  await tick();
  porthole.busy.value = 'registering';
  await tick();
  porthole.busy.value = undefined;
  await tick();
  expect(told).toEqual([
    ['onOfflineFormSubmit', { name: 'Grace', email: 'g@navy.example', message: 'Call me' }],
    ['onPrechatFormSubmit', { name: 'Grace', email: 'g@navy.example' }],
  ]);
});

test('tells that a chat starts, not that one is resumed', async () => {
  const { porthole, told } = api();
  porthole.roomId.value = 'r1';
  await tick();
  porthole.roomId.value = '';
  await tick();
  expect(told).toEqual([['onChatStarted']]);
});

test('tells who the agent is, and the presence after it changed', async () => {
  const { porthole, told } = api();
  const ada = { username: 'ada', name: 'Ada', avatarUrl: '', status: 'online' } as const;
  porthole.agent.value = ada;
  await tick();
  porthole.agent.value = { ...ada, status: 'away' };
  await tick();
  expect(told).toEqual([
    ['onAssignAgent', { name: 'Ada', username: 'ada', status: 'online' }],
    ['onAgentStatusChange', { name: 'Ada', username: 'ada', status: 'away' }],
  ]);
});

test('tells the place in the queue', async () => {
  const { porthole, told } = api();
  porthole.queue.value = { waiting: true, info: { spot: 2 } };
  await tick();
  expect(told).toEqual([['onQueuePositionChange', { spot: 2 }]]);
});
