import { expect, test } from 'vitest';
import { accentOf, contrast, parseRgb, type Rgb } from '../../../widget/app/accent.ts';

const rgb = (css: string): Rgb => parseRgb(css.replaceAll(',', ', ')) ?? [0, 0, 0];
const SURFACES = { light: [241, 242, 245], dark: [40, 44, 54] } as const satisfies Record<string, Rgb>;

test('contrast runs from 1 to 21', () => {
  expect(contrast([255, 255, 255], [255, 255, 255])).toBe(1);
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
});

test('every accent is readable on its own fill and on the surface, light and dark', () => {
  const steps = [0, 51, 102, 153, 204, 255];
  let seen = 0;
  for (const red of steps)
    for (const green of steps)
      for (const blue of steps)
        for (const [name, surface] of Object.entries(SURFACES)) {
          const { fill, onFill, ink } = accentOf([red, green, blue], name === 'dark');
          expect(
            contrast(rgb(fill), rgb(onFill)),
            `${name} fill of ${[red, green, blue]}`,
          ).toBeGreaterThanOrEqual(4.5);
          expect(contrast(rgb(ink), surface), `${name} ink of ${[red, green, blue]}`).toBeGreaterThanOrEqual(
            4.5,
          );
          seen++;
        }
  expect(seen).toBe(432);
});

test('a strong colour stays as the site gave it', () => {
  expect(accentOf([193, 39, 45], false)).toEqual({
    fill: 'rgb(193,39,45)',
    onFill: 'rgb(255,255,255)',
    ink: 'rgb(193,39,45)',
  });
});

test('a light colour takes dark text', () => {
  expect(accentOf([255, 212, 0], false)).toMatchObject({ fill: 'rgb(255,212,0)', onFill: 'rgb(20,22,27)' });
});

test('a black accent turns light on a dark surface', () => {
  expect(accentOf([0, 0, 0], true).fill).toBe('rgb(232,234,239)');
});

test.each([
  ['rgb(1, 2, 3)', [1, 2, 3]],
  ['rgba(1, 2, 3, 0.5)', [1, 2, 3]],
  ['rgb(1 2 3)', [1, 2, 3]],
  ['oklch(0.5 0.1 20)', undefined],
  ['', undefined],
])('reads %s', (text, expected) => {
  expect(parseRgb(text)).toEqual(expected);
});
