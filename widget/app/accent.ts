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
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (none) to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Goes from `color` towards `to` until it stands out from `against`. */
function until(color: Rgb, to: Rgb, against: Rgb, wanted: number): Rgb {
  for (let step = 0; step < 20; step++) {
    const mixed = color.map((value, i) =>
      Math.round(value + ((to[i] ?? 0) - value) * (step / 20)),
    ) as unknown as Rgb;
    if (contrast(mixed, against) >= wanted) return mixed;
  }
  return to;
}

const css = (color: Rgb) => `rgb(${color.join()})`;

/** @param dark whether the surface is dark */
export function accentOf(color: Rgb, dark: boolean): Accent {
  const ink = until(color, dark ? WHITE : BLACK, dark ? SOFT_DARK : SOFT, READABLE);
  // A black accent on a dark surface would be no accent.
  const base = dark && contrast(color, NEARLY_BLACK) < 1.6 ? NEARLY_WHITE : color;
  const onWhite = contrast(base, WHITE) >= VISIBLE;
  return {
    fill: css(onWhite ? until(base, BLACK, WHITE, READABLE) : base),
    onFill: css(onWhite ? WHITE : NEARLY_BLACK),
    ink: css(ink),
  };
}

/** @param color as `getComputedStyle` writes it; undefined when it is not an sRGB colour */
export function parseRgb(color: string): Rgb | undefined {
  const parts = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)/.exec(color)?.slice(1).map(Number);
  return parts as unknown as Rgb | undefined;
}
