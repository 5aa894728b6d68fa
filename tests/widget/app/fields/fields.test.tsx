import { cleanup, render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { create } from '../../../../widget/app/fields/fields.tsx';
import { partBench } from '../support/part-bench.ts';

afterEach(cleanup);

const FIELDS = [
  {
    _id: 'plan',
    label: 'Plan',
    type: 'select',
    options: ['Free', 'Pro'],
    required: true,
    defaultValue: 'None',
    regexp: '',
  },
  {
    _id: 'order',
    label: 'Order',
    type: 'input',
    options: [],
    required: false,
    defaultValue: '12',
    regexp: '^\\d+$',
  },
];

function show(fields: unknown[]) {
  const bench = partBench(() => ({ success: true }));
  bench.setConfig({ customFields: fields });
  const Fields = create(bench.given);
  render(<Fields ui={bench.given.ui} />);
  const texts = () => screen.queryAllByText(/^Please/).map(({ textContent }) => textContent);
  return { ...bench, Fields, texts, user: userEvent.setup() };
}
const flushed = () => new Promise<void>((resume) => setTimeout(resume, 5));

test('what is required, and what has a pattern, is checked; an error goes with the next letter', async () => {
  const { Fields, texts, user } = show(FIELDS);
  const order = screen.getByLabelText('Order (optional)') as HTMLInputElement;
  expect(order.value).toBe('12');
  expect((screen.getByLabelText('Plan') as HTMLSelectElement).value).toBe('');
  await user.type(order, 'x');
  expect(Fields.check()).toEqual(['custom-plan', 'custom-order']);
  await screen.findByText('Please check this');
  expect(order.getAttribute('aria-invalid')).toBe('true');
  await user.clear(order);
  expect(texts()).toEqual(['Please choose', 'Please fill this in']);
  await user.selectOptions(screen.getByLabelText('Plan'), 'Pro');
  expect(Fields.check()).toEqual([]);
});

test('values go out once the server knows the visitor; what is empty does not', async () => {
  const { Fields, user, requests, facts } = show(FIELDS);
  await user.selectOptions(screen.getByLabelText('Plan'), 'Pro');
  await user.clear(screen.getByLabelText('Order (optional)'));
  Fields.check();
  await flushed();
  expect(requests).toEqual([]);
  facts.change({ token: 'T', registered: true });
  await flushed();
  expect(JSON.parse(JSON.stringify(requests))).toEqual([
    ['custom.fields', { token: 'T', customFields: [{ key: 'plan', value: 'Pro', overwrite: true }] }],
  ]);
});

test('what is no field, and a pattern that is none, are left to the server', () => {
  const { Fields } = show([
    null,
    'x',
    { label: 'no id' },
    { _id: 'a', regexp: '(', defaultValue: 'x' },
    { _id: 'b', type: 'select', options: 'x' },
  ]);
  expect(screen.getAllByRole('textbox')).toHaveLength(2);
  expect(Fields.check()).toEqual([]);
});
