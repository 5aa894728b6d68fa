import { expect, test } from 'vitest';
import { maskedUrl, queryValues } from '../../../mock-server/outbox/masked-url.ts';

test.each([
  ['https://crm.example.com/hook', 'https://crm.example.com/hook'],
  ['https://ann:secret@crm.example.com/', 'https://crm.example.com/'],
  ['https://crm.example.com/hook?token=s3cret&v=2', 'https://crm.example.com/hook?token=***&v=***'],
  ['https://crm.example.com/hook?s3cret', 'https://crm.example.com/hook?***'],
  ['https://crm.example.com/hook?a=b=c&d=', 'https://crm.example.com/hook?a=***&d=***'],
  ['https://crm.example.com/hook?', 'https://crm.example.com/hook?'],
  ['https://crm.example.com/#token=s3cret', 'https://crm.example.com/'],
])('%s is shown as %s', (url, shown) => {
  expect(maskedUrl(new URL(url))).toBe(shown);
});

test('values of a query are known as they stand there and as they are meant; short words are not', () => {
  const url = new URL('https://crm.example.com/?key=long%20secret&v=json');
  expect(queryValues(url)).toEqual(['long secret', 'long%20secret']);
});
