import { screen } from '@testing-library/preact';
import { beforeEach, expect, test } from 'vitest';
import { en } from '../../../widget/app/text/en.ts';
import { enForm } from '../../../widget/app/text/en-form.ts';
import type { FakePorthole } from './support/fake-porthole.ts';
import { show } from './support/show.tsx';

const SALES = { _id: 's1', name: 'Sales', showOnRegistration: true, showOnOfflineForm: true };
const offline = (porthole: FakePorthole) => {
  porthole.screen.value = 'offline';
};
const register = (porthole: FakePorthole) => {
  porthole.screen.value = 'register';
  const settings = porthole.config.value?.settings;
  if (!settings) return;
  settings.nameFieldRegistrationForm = true;
  settings.emailFieldRegistrationForm = true;
};
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const errorOf = (label: string) =>
  document.getElementById(field(label).getAttribute('aria-describedby') ?? '')?.textContent;

beforeEach(() => document.body.replaceChildren());

test('the offline form has name, email and message, each with its label and what a browser may fill in', () => {
  show(offline);
  expect(field('Name').autocomplete).toBe('name');
  expect(field('Email').autocomplete).toBe('email');
  expect(field('Email').type).toBe('email');
  expect(field('Message').tagName).toBe('TEXTAREA');
  expect(screen.queryByLabelText('Department')).toBeNull();
});

test('the offline form shows the text of the server with its marks', () => {
  show((porthole) => {
    offline(porthole);
    const config = porthole.config.value;
    if (config) config.messages.offlineMessage = 'We are *away*';
  });
  expect(screen.getByText('away').tagName).toBe('STRONG');
});

test('what is typed goes into the form of the porthole and is sent', async () => {
  const { porthole, user } = show((porthole) => {
    offline(porthole);
    porthole.departments.value = [SALES];
  });
  await user.type(field('Name'), 'Grace');
  await user.type(field('Email'), 'grace@navy.example');
  await user.selectOptions(field('Department'), 'Sales');
  await user.type(field('Message'), 'Call me');
  await user.click(screen.getByRole('button', { name: 'Send message' }));
  expect(porthole.form.value).toEqual({
    name: 'Grace',
    email: 'grace@navy.example',
    department: 's1',
    message: 'Call me',
  });
  expect(porthole.calls).toEqual([['sendOffline']]);
});

test('an empty form is not sent: each field says so and the first gets the focus', async () => {
  const { porthole, user } = show(offline);
  await user.click(screen.getByRole('button', { name: 'Send message' }));
  expect(porthole.calls).toEqual([]);
  expect([errorOf('Name'), errorOf('Email'), errorOf('Message')]).toEqual([
    enForm.required,
    enForm.required,
    enForm.required,
  ]);
  expect(field('Name').getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field('Name'));
});

test('a wrong address is told at its field, and forgotten when it is changed', async () => {
  const { porthole, user } = show((porthole) => {
    offline(porthole);
    porthole.form.value = { name: 'Grace', email: 'grace@', department: '', message: 'x' };
  });
  await user.click(screen.getByRole('button', { name: 'Send message' }));
  expect(errorOf('Email')).toBe(en['invalid-email']);
  await user.type(field('Email'), 'navy.example');
  expect(errorOf('Email')).toBe('');
  await user.keyboard('{Enter}');
  expect(porthole.calls).toEqual([['sendOffline']]);
});

test('while it is being sent the button says so; a failure is told and the text stays', async () => {
  const { porthole } = show((porthole) => {
    offline(porthole);
    porthole.form.value = { name: 'Grace', email: 'g@navy.example', department: '', message: 'Call me' };
    porthole.busy.value = 'sending-offline';
  });
  expect(screen.getByRole('button', { name: en.sending }).getAttribute('aria-disabled')).toBe('true');
  porthole.busy.value = undefined;
  porthole.problem.value = { code: 'unreachable' };
  expect((await screen.findByRole('alert')).textContent).toBe(en.unreachable);
  expect(field('Message').value).toBe('Call me');
});

test('the registration form asks what the server wants to know', async () => {
  const { porthole, user } = show(register);
  expect(screen.getByText(enForm.registerText)).toBeTruthy();
  expect(screen.queryByLabelText('Message')).toBeNull();
  await user.type(field('Name'), 'Grace');
  await user.type(field('Email'), 'g@navy.example{Enter}');
  expect(porthole.calls).toEqual([['register']]);
});

test('the registration form leaves out what the server does not ask for', () => {
  show((porthole) => {
    register(porthole);
    const settings = porthole.config.value?.settings;
    if (settings) settings.emailFieldRegistrationForm = false;
    porthole.departments.value = [SALES];
  });
  expect(screen.queryByLabelText('Email')).toBeNull();
  expect(screen.getByRole('option', { name: 'Sales' })).toBeTruthy();
});

test('what the page knows of the guest is filled in', async () => {
  const { porthole } = show(offline);
  porthole.form.value = { ...porthole.form.value, name: 'Grace' };
  expect(await screen.findByDisplayValue('Grace')).toBe(field('Name'));
});
