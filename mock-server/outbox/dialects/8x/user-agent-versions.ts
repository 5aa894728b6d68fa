import { readUserAgent } from '../user-agent.ts';

/** Where the version of a browser or a system stands in a user-agent text, by the name that {@link readUserAgent} gives it. */
const VERSIONS: Record<string, RegExp> = {
  Edge: /\bEdg(?:e|A|iOS)?\/([\d.]+)/,
  Opera: /\b(?:OPR|OPT|OPiOS|Opera)[/ ]([\d.]+)/,
  'Samsung Internet': /\bSamsungBrowser\/([\d.]+)/,
  Vivaldi: /\bVivaldi\/([\d.]+)/,
  Yandex: /\bYaBrowser\/([\d.]+)/,
  Firefox: /\b(?:Firefox|FxiOS)\/([\d.]+)/,
  Chromium: /\bChromium\/([\d.]+)/,
  Chrome: /\b(?:Chrome|CriOS|HeadlessChrome)\/([\d.]+)/,
  Safari: /\bVersion\/([\d.]+)/,
  'Internet Explorer': /\b(?:MSIE |rv:)([\d.]+)/,
  Windows: /\bWindows NT ([\d.]+)/,
  iOS: /\bOS ([\d_]+) like Mac/,
  Android: /\bAndroid ([\d.]+)/,
  'Chrome OS': /\bCrOS \S+ ([\d.]+)/,
  'Mac OS': /\bMac OS X ([\d_.]+)/,
  Linux: /\bLinux (\w+)/,
};

/** Systems that write `10_15_7`. */
const UNDERSCORED = new Set(['Mac OS', 'iOS']);

/** Windows by the number of its kernel, as people know it. */
const WINDOWS: Record<string, string> = { '10.0': '10', '6.3': '8.1', '6.2': '8', '6.1': '7' };

/** Names with versions, e.g. `Chrome 126.0.0.0`, `Mac OS 10.15.7`; undefined for what is not recognised. */
export function userAgentVersions(text: string): { browser?: string | undefined; os?: string | undefined } {
  const { browser, os } = readUserAgent(text);
  return { browser: withVersion(browser, text), os: withVersion(os, text) };
}

function withVersion(name: string, text: string): string | undefined {
  if (name === '') return undefined;
  const version = VERSIONS[name]?.exec(text)?.[1];
  if (version === undefined) return name;
  if (name === 'Windows') return `${name} ${WINDOWS[version] ?? version}`;
  return `${name} ${UNDERSCORED.has(name) ? version.replaceAll('_', '.') : version}`;
}
