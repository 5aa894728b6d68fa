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
