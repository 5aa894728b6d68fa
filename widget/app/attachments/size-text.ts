const UNITS = ['B', 'KB', 'MB', 'GB'];

/** Bytes in words, with a decimal place where it tells something: `2.5 MB`. */
export function sizeText(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 1024 ** power;
  return `${amount.toLocaleString(undefined, { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${UNITS[power]}`;
}
