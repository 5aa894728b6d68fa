/** Names of browser and operating system in a user-agent text; '' for what is not recognised. Order matters: most browsers also claim to be others. */
export function readUserAgent(text: string): { browser: string; os: string } {
  const find = (names: readonly (readonly [string, RegExp])[]): string =>
    names.find(([, pattern]) => pattern.test(text))?.[0] ?? '';
  return { browser: find(BROWSERS), os: find(SYSTEMS) };
}

const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|OPT|OPiOS|Opera)[/ ]/],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Yandex', /\bYaBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chromium', /\bChromium\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
  ['Internet Explorer', /\b(?:MSIE |Trident\/)/],
] as const;

const SYSTEMS = [
  ['Windows', /\bWindows\b/],
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['Android', /\bAndroid\b/],
  ['Chrome OS', /\bCrOS\b/],
  ['Mac OS', /\bMac(?:intosh| OS X)/],
  ['Linux', /\b(?:Linux|X11)\b/],
] as const;
