import { expect, test } from 'vitest';
import { checkForm } from '../../../../widget/app/form/check-form.ts';

const FULL = { name: 'Grace', email: 'grace@navy.example', department: '', message: 'Call me' };
const ALL = ['name', 'email', 'department', 'message'] as const;

test.each([
  ['everything there', FULL, {}],
  ['blank name', { ...FULL, name: ' ' }, { name: 'required' }],
  ['no address', { ...FULL, email: '' }, { email: 'required' }],
  ['no at', { ...FULL, email: 'grace.navy.example' }, { email: 'invalid-email' }],
  ['no host', { ...FULL, email: 'grace@' }, { email: 'invalid-email' }],
  ['no dot', { ...FULL, email: 'grace@navy' }, { email: 'invalid-email' }],
  ['space inside', { ...FULL, email: 'gr ace@navy.example' }, { email: 'invalid-email' }],
  ['space around', { ...FULL, email: ' grace@navy.example ' }, {}],
  ['name that is no address', { ...FULL, name: 'x' }, {}],
  ['no message', { ...FULL, message: '\n' }, { message: 'required' }],
])('%s', (_, form, errors) => {
  expect(checkForm(form, ALL)).toEqual(errors);
});

test('fields that do not show are not asked for', () => {
  expect(checkForm({ ...FULL, email: '', message: '' }, ['name'])).toEqual({});
});
