/** Words of the part `attachments`. */
export const enAttachments = {
  play: 'Play {name}',
  save: 'Save {name}',
  gone: 'This file cannot be had',
};
