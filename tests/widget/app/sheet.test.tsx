import { screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, expect, test } from 'vitest';
import type { Given } from '../../../widget/app/given.ts';
import { made } from '../../../widget/app/load-part.ts';
import { create as createSheet } from '../../../widget/app/sheet/sheet.tsx';
import { enSheet } from '../../../widget/app/text/en-sheet.ts';
import { createFacts } from '../../../widget/state/facts.ts';
import { createSession } from '../../../widget/state/session.ts';
import { failure, type Outcome } from '../../../widget/wire/problem.ts';
import { memoryDisk } from '../support/memory-disk.ts';
import { fakeHost } from './support/fake-host.ts';
import { given, show } from './support/show.tsx';

beforeEach(() => document.body.replaceChildren());

/** A chat in which something is asked; `answers` are what the server says, in turn. */
function asked(what: 'transcript' | 'department' | 'forget', ...answers: Outcome<unknown>[]) {
  const shown = show(
    (porthole) => {
      porthole.roomId.value = 'r1';
      const config = porthole.config.peek();
      const department = { showOnRegistration: true, showOnOfflineForm: false };
      if (config)
        porthole.config.value = {
          ...config,
          departments: [
            { _id: 's1', name: 'Sales', ...department },
            { _id: 's2', name: 'Support', ...department },
          ],
        };
    },
    ['menu', 'sheet'],
  );
  const page = {
    isVisible: () => true,
    where: () => ({ href: '', title: '', host: '' }),
    listen: () => () => {},
  };
  const storage = memoryDisk().open();
  const facts = createFacts(createSession('key', storage), page);
  facts.change({ token: 'T', registered: true, rid: 'r1' });
  const requests: unknown[] = [];
  const transport = {
    server: 'https://chat.example',
    ports: { storage },
    rest: {
      call: (path: string, _decode: unknown, body: unknown, _query: unknown, method = 'POST') => {
        requests.push([method, path, body]);
        return Promise.resolve(answers.shift() ?? { ok: true, value: true });
      },
    },
  } as unknown as Given['transport'];
  const porthole = {
    ...shown.porthole,
    facts,
    closeChat() {
      requests.push('closeChat');
      facts.change({ ended: true });
      return Promise.resolve();
    },
  } as unknown as Given['porthole'];
  const sheet = createSheet(given(shown.ui, { transport, porthole, host: fakeHost() }));
  made.value = { ...made.peek(), sheet };
  shown.ui.asked.value = what;
  return { ...shown, facts, requests };
}
const sheet = (name: string) => screen.findByRole('dialog', { name });

test('a copy goes to the address that is given, and that is said', async () => {
  const { requests, user, ui } = asked('transcript');
  const here = within(await sheet(enSheet.transcriptTitle));
  await waitFor(() => expect(document.activeElement).toBe(here.getByLabelText(enSheet.email)));
  await user.keyboard('nowhere{Enter}');
  expect((await here.findByRole('alert')).textContent).toBe(enSheet.badEmail);
  await user.clear(here.getByLabelText(enSheet.email));
  await user.keyboard('ann@shop.example{Enter}');
  await here.findByRole('heading', { name: 'The chat is on its way to ann@shop.example' });
  expect(requests).toEqual([['POST', 'transcript', { token: 'T', rid: 'r1', email: 'ann@shop.example' }]]);
  await user.click(here.getByRole('button', { name: enSheet.close }));
  expect(ui.asked.value).toBe('');
});

test('another department is chosen and named', async () => {
  const { requests, user, facts } = asked('department');
  const here = within(await sheet(enSheet.departmentTitle));
  await user.click(here.getByRole('button', { name: enSheet.departmentDo }));
  expect((await here.findByRole('alert')).textContent).toBe(enSheet.choose);
  await user.selectOptions(here.getByLabelText(enSheet.department), 'Support');
  await user.click(here.getByRole('button', { name: enSheet.departmentDo }));
  await here.findByRole('heading', { name: 'You are now with Support' });
  const body = { token: 'T', rid: 'r1', department: 's2' };
  expect(requests).toEqual([['POST', 'visitor/department.transfer', body]]);
  expect(facts.form.value.department).toBe('s2');
});

test('a department where nobody is says so, and the chat stays', async () => {
  const { user } = asked('department', failure('refused', 'no', 'error-no-agents-online-in-department'));
  const here = within(await sheet(enSheet.departmentTitle));
  await user.selectOptions(here.getByLabelText(enSheet.department), 'Sales');
  await user.click(here.getByRole('button', { name: enSheet.departmentDo }));
  await waitFor(() => expect(here.getByRole('alert').textContent).toBe(enSheet.noAgents));
});

test('removing the data ends the chat, deletes on the server, then here', async () => {
  const { requests, user, facts } = asked('forget');
  facts.queue.value = [{ id: 'q1', text: 'unsent', at: 1, failed: '', detail: '' }];
  facts.known.value = { token: 'T', name: 'Ann', businessUnit: 'b1' };
  const here = within(await sheet(enSheet.forgetTitle));
  await waitFor(() => expect(document.activeElement?.textContent).toBe(enSheet.cancel));
  await user.click(here.getByRole('button', { name: enSheet.forgetDo }));
  await here.findByRole('heading', { name: enSheet.forgetDone });
  expect(requests).toEqual(['closeChat', ['DELETE', 'visitor/T', {}]]);
  expect(facts.visit.value).toMatchObject({ token: '', registered: false, rid: '', agreed: false });
  expect([facts.queue.value, facts.known.value]).toEqual([[], { businessUnit: 'b1' }]);
});

test('what could not be removed is said, kept, and tried again', async () => {
  const { requests, user, facts } = asked('forget', failure('unreachable'));
  const here = within(await sheet(enSheet.forgetTitle));
  await user.click(here.getByRole('button', { name: enSheet.forgetDo }));
  await waitFor(() => expect(here.getByRole('alert').textContent).toBe('No connection. Please try again.'));
  expect(facts.visit.value.token).toBe('T');
  await user.click(here.getByRole('button', { name: 'Try again' }));
  await here.findByRole('heading', { name: enSheet.forgetDone });
  expect(requests.filter((request) => request !== 'closeChat')).toHaveLength(2);
});

test('a visitor whom the server has removed already is removed here too', async () => {
  const { user, facts } = asked('forget', failure('refused', 'Invalid token', 'invalid-token'));
  const here = within(await sheet(enSheet.forgetTitle));
  await user.click(here.getByRole('button', { name: enSheet.forgetDo }));
  await here.findByRole('heading', { name: enSheet.forgetDone });
  expect(facts.visit.value.token).toBe('');
});

test('the focus stays in the sheet, and Escape closes it and not the pop-up', async () => {
  const { porthole, ui, user } = asked('forget');
  const here = within(await sheet(enSheet.forgetTitle));
  await waitFor(() => expect(document.activeElement?.textContent).toBe(enSheet.cancel));
  await user.tab();
  expect(document.activeElement).toBe(here.getByRole('button', { name: enSheet.forgetDo }));
  await user.tab({ shift: true });
  expect(document.activeElement?.textContent).toBe(enSheet.cancel);
  await user.keyboard('{Escape}');
  expect([ui.asked.value, porthole.isOpen.value]).toEqual(['', true]);
});
