/** Words of the part `triggers`. */
export const enTriggers = {
  dismiss: 'Close this message',
};
