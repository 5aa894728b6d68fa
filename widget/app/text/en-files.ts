/** Words of the part `files`. */
export const enFiles = {
  drop: 'Drop files here to send them',
  uploading: '{name}, {percent} % sent',
  cancelFile: 'Do not send {name}',
  retryFile: 'Send {name} again',
  tooLarge: 'This file is too large.',
  tooLargeFor: 'This file is too large. Files may have up to {size}.',
  wrongType: 'Files of this kind are not accepted.',
  noUploads: 'Files cannot be sent here.',
  notSent: 'Not sent. Please try again.',
};
