import { expect, test } from 'vitest';
import { DB_COLLECTIONS, toDbRecord } from '../../../../mock-server/hosts/db/to-db-record.ts';
import { COLLECTIONS } from '../../../../mock-server/store/documents.ts';

const NOW = new Date('2025-01-01T00:00:00Z');

test('shows every collection of the store but logins', () => {
  expect(COLLECTIONS.filter((name) => !DB_COLLECTIONS.some((shown) => shown === name))).toEqual([
    'loginTokens',
  ]);
});

test('masks tokens at any depth, links by id, writes dates in ISO form', () => {
  const record = toDbRecord('messages', {
    _id: 'M',
    rid: 'R',
    msg: 'hi',
    ts: NOW,
    u: { _id: 'V', username: 'guest-1' },
    token: 'secret',
    navigation: { page: { change: 'url', title: 't', location: { href: 'h' } }, token: 'secret' },
    seq: 1,
    _updatedAt: NOW,
  });
  expect(record).toMatchObject({ id: 'M', _id: 'M', roomId: 'R', ts: '2025-01-01T00:00:00.000Z' });
  expect(JSON.stringify(record)).not.toContain('secret');
});

test('tells of a file everything but its bytes', () => {
  const file = { name: 'a.png', type: 'image/png', size: 3, uploaderId: 'V' };
  const record = toDbRecord('files', { _id: 'F', rid: 'R', ...file, base64: 'AAAA', uploadedAt: NOW });
  expect(record).toEqual({
    id: 'F',
    _id: 'F',
    rid: 'R',
    roomId: 'R',
    ...file,
    uploadedAt: '2025-01-01T00:00:00.000Z',
  });
});
