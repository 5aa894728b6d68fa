export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours derived from the site's one, each readable where it is used (WCAG AA, 4.5:1). */
export interface Accent {
  /** Background of buttons and of the visitor's messages. */
  fill: string;
  /** Text on it. */
  onFill: string;
  /** Text and lines on the surface. */
  ink: string;
}

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
const NEARLY_WHITE: Rgb = [232, 234, 239];
const NEARLY_BLACK: Rgb = [20, 22, 27];
/** `--soft` of `theme.css`, the surface that is closer to the ink. */
const SOFT: Rgb = [241, 242, 245];
const SOFT_DARK: Rgb = [40, 44, 54];
const READABLE = 4.5;
/** Large shapes and icons; below it white text is given up. */
const VISIBLE = 3;

/** @see WCAG 2.2, "relative luminance" */
const luminance = (color: Rgb): number =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const part = (color[i] ?? 0) / 255;
    return sum + weight * (part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92);
  }, 0.05);

/** From 1 (none) to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const ratio = luminance(one) / luminance(other);
  return Math.max(ratio, 1 / ratio);
}

/** Goes from `color` towards `to` until it stands out from `against`. */
function until(color: Rgb, to: Rgb, against: Rgb): Rgb {
  let mixed = color;
  for (let step = 0; step < 1.01 && contrast(mixed, against) < READABLE; step += 0.05)
    mixed = color.map((value, i) => Math.round(value + ((to[i] ?? 0) - value) * step)) as unknown as Rgb;
  return mixed;
}

const css = (color: Rgb) => `rgb(${color.join()})`;

/** @param dark whether the surface is dark */
export function accentOf(color: Rgb, dark: boolean): Accent {
  // A black accent on a dark surface would be no accent.
  const base = dark && contrast(color, NEARLY_BLACK) < 1.6 ? NEARLY_WHITE : color;
  const onWhite = contrast(base, WHITE) >= VISIBLE;
  return {
    fill: css(onWhite ? until(base, BLACK, WHITE) : base),
    onFill: css(onWhite ? WHITE : NEARLY_BLACK),
    ink: css(dark ? until(color, WHITE, SOFT_DARK) : until(color, BLACK, SOFT)),
  };
}

/** @param color as `getComputedStyle` writes it; undefined when it is not an sRGB colour */
export function parseRgb(color: string): Rgb | undefined {
  const parts = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)/.exec(color)?.slice(1).map(Number);
  return parts as unknown as Rgb | undefined;
}
