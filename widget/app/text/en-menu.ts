/** Words of the part `menu`. */
export const enMenu = {
  more: 'More',
  transcript: 'Email me this chat',
  department: 'Change department',
  sound: 'Sound for new messages',
  forget: 'Remove my data',
};
