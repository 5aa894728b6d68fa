import { expect, test } from 'vitest';
import { SETTINGS } from '../../mock-server/core/settings/definitions.ts';
import { read } from './support/repository.ts';

const guide = read('docs/real-server.md');
const compose = read('docs/rocketchat-compose.yml');

test('settings that the guide and its compose file name are known by these ids', () => {
  const named = [
    ...[...guide.matchAll(/`((?:Livechat|Omnichannel|API|FileUpload)_\w+)`/g)].map(([, id = '']) => id),
    ...[...compose.matchAll(/OVERWRITE_SETTING_(\w+):/g)].map(([, id = '']) => id),
  ];
  expect(named.length).toBeGreaterThan(10);
  // Of the wizard of a new server, which the mock does not have.
  expect(named.filter((id) => !(id in SETTINGS) && id !== 'Show_Setup_Wizard')).toEqual([]);
});

test('the guide quotes what the widget says when the browser blocks it', () => {
  const said = /^ {2}cors: '(.*)',$/m.exec(read('widget/app/text/en.ts'))?.[1];
  expect(said).toMatch(/API_Enable_CORS/);
  expect(guide).toContain(`\n> ${said}\n`);
});

test('the compose file pins its versions, and the guide tells the one of Rocket.Chat', () => {
  const images = [...compose.matchAll(/^ +image: (\S+)$/gm)].map(([, image = '']) => image);
  expect(images).toHaveLength(2);
  for (const image of images) expect(image).toMatch(/^[\w./-]+:\d+\.\d+\.\d+$/);
  expect(guide).toContain(`Rocket.Chat ${images[0]?.split(':').at(-1)} with`);
});

test('the database is one replica set under one name, which Rocket.Chat is told', () => {
  const names = [/--replSet['"], ['"](\w+)/, /_id: '(\w+)'/, /replicaSet=(\w+)/].map(
    (pattern) => pattern.exec(compose)?.[1],
  );
  expect(new Set(names).size).toBe(1);
  expect(names[0]).toBeDefined();
});
