import { cleanup, render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { create } from '../../../../widget/app/attachments/attachments.tsx';
import { fakeMessage } from '../support/fake-porthole.ts';
import { partBench } from '../support/part-bench.ts';

const made: Blob[] = [];
beforeEach(() => {
  made.length = 0;
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(private told: (seen: object[]) => void) {}
      observe() {
        this.told([{ isIntersecting: true }]);
      }
      disconnect() {}
    },
  );
  URL.createObjectURL = (blob) => `blob:${made.push(blob as Blob)}`;
  URL.revokeObjectURL = () => {};
});
afterEach(cleanup);

/** Shows the attachments of one message; `files` are what the server has, by path. */
function show(attachments: object[], files: [path: string, Response][] = [], sizes: object[] = []) {
  const bench = partBench();
  bench.facts.change({ token: 'SECRET', rid: 'R' });
  for (const [path, response] of files) bench.files.set(path, response);
  const View = create(bench.given);
  const { container } = render(
    <View ui={bench.given.ui} message={fakeMessage({ text: '', attachments, files: sizes })} />,
  );
  return { ...bench, container };
}
const picture = (more: object = {}) => ({
  title: 'cat.png',
  title_link: '/file-upload/F/cat.png',
  image_url: '/file-upload/F/cat.png',
  image_type: 'image/png',
  image_size: 2048,
  image_dimensions: { width: 600, height: 300 },
  ...more,
});

test('a picture is fetched with the token and shown without it, in a place of its size', async () => {
  const { container, fetched } = show([picture()], [['/file-upload/F/cat.png', new Response('png')]]);
  expect(container.querySelector('.picture')?.getAttribute('style')).toContain('width: 260px');
  const image = await screen.findByAltText('cat.png');
  expect(image.getAttribute('src')).toBe('blob:1');
  expect(made[0]?.type).toBe('image/png');
  expect(fetched).toEqual([
    'https://chat.example/file-upload/F/cat.png?rc_token=SECRET&rc_rid=R&rc_room_type=l',
  ]);
  expect(container.innerHTML).not.toContain('SECRET');
  expect(screen.getByRole('link').getAttribute('rel')).toBe('noopener noreferrer');
});

test.each(['image/svg+xml', 'text/html', ''])('a picture of type "%s" is a file', (image_type) => {
  const { fetched } = show([picture({ image_type })]);
  screen.getByRole('button', { name: 'Save cat.png, 2 KB' });
  expect(fetched).toEqual([]);
});

test('where files may not be fetched, the picture is asked for by its address', async () => {
  show([picture()]);
  const image = await screen.findByAltText('cat.png');
  expect(image.getAttribute('src')).toBe(
    'https://chat.example/file-upload/F/cat.png?rc_token=SECRET&rc_rid=R&rc_room_type=l',
  );
});

test('a picture that cannot be shown can be saved; one that is gone says so', async () => {
  show([picture()], [['/file-upload/F/cat.png', new Response('png')]]);
  (await screen.findByAltText('cat.png')).dispatchEvent(new Event('error'));
  await screen.findByRole('button', { name: 'Save cat.png, 2 KB' });
  cleanup();
  show([picture()], [['/file-upload/F/cat.png', new Response('', { status: 404 })]]);
  await screen.findByText('This file cannot be had');
});

test('a file is saved under its name, never as what it says it is', async () => {
  const html = { title: 'a.html', title_link: '/file-upload/F/a.html' };
  show([html], [['/file-upload/F/a.html', new Response('<script>')]], [{ name: 'a.html', size: 1_500_000 }]);
  const clicked: HTMLAnchorElement[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(this);
  });
  await userEvent.click(screen.getByRole('button', { name: 'Save a.html, 1.4 MB' }));
  await vi.waitFor(() => expect(clicked).toHaveLength(1));
  expect(clicked[0]?.download).toBe('a.html');
  expect(made[0]?.type).toBe('application/octet-stream');
});

test('a sound is fetched when it is asked for', async () => {
  const sound = {
    title: 'voice.mp3',
    title_link: '/file-upload/F/v',
    audio_url: '/v',
    audio_type: 'audio/mpeg',
  };
  const { container, fetched } = show([sound], [['/file-upload/F/v', new Response('mp3')]]);
  expect(fetched).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Play voice.mp3' }));
  await vi.waitFor(() => expect(container.querySelector('audio')?.getAttribute('src')).toBe('blob:1'));
  expect(container.querySelector('audio')?.hasAttribute('controls')).toBe(true);
});

test.each([
  'https://elsewhere.example/cat.png',
  '//chat.example.evil.example/file-upload/F/cat.png',
  'https://chat.example.evil.example/file-upload/cat.png',
  'https://chat.example/file-upload/../logout',
])('the token goes nowhere else: %s', (title_link) => {
  const { fetched, container } = show([picture({ title_link })]);
  expect(fetched).toEqual([]);
  expect(container.innerHTML).not.toContain('SECRET');
  expect(container.querySelector('img, button')).toBeNull();
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'blob:https://shop.example/1'])(
  'an address like %s is no link',
  (title_link) => {
    const { container } = show([picture({ title_link, title: '<b>x</b>' })]);
    expect(container.querySelector('a, img, button')).toBeNull();
    screen.getByText('<b>x</b>');
  },
);

test('attachments without a file, and things that are none, show nothing', () => {
  const { container } = show([{ text: 'quoted' }, null, 'x', { title: 'x' }] as object[]);
  expect(container.textContent).toBe('');
});
