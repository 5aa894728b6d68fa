const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const TIME_OF_DAY = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Hours and minutes, as the reader writes them. */
export const timeWords = (at: number): string => TIME.format(at);
/** With seconds: for lists where seconds matter. */
export const secondsWords = (at: number): string => TIME_OF_DAY.format(at);

const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const DAY_MS = 86_400_000;

/** The same, with the day before it when that is not the day of `now`. */
export function momentWords(at: number, now: number): string {
  const isToday = Math.abs(now - at) < DAY_MS && new Date(at).getDate() === new Date(now).getDate();
  return isToday ? secondsWords(at) : `${DAY.format(at)}, ${secondsWords(at)}`;
}
