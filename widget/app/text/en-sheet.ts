/** Words of the part `sheet`. */
export const enSheet = {
  transcriptTitle: 'Email this chat',
  transcriptText: 'Would you like a copy of this chat by email?',
  transcriptDo: 'Send',
  transcriptDone: 'The chat is on its way to {email}',
  email: 'Email',
  badEmail: 'Please check the email address',

  departmentTitle: 'Change department',
  departmentText: 'Whom would you like to talk to? You are passed on with this chat.',
  departmentDo: 'Change',
  departmentDone: 'You are now with {department}',
  department: 'Department',
  choose: 'Please choose a department',
  noAgents: 'Nobody is there in that department right now. You stay where you are.',

  forgetTitle: 'Remove all your data?',
  forgetText:
    'This ends the chat and deletes your messages, files, name and email address. It cannot be undone.',
  forgetDo: 'Remove my data',
  forgetDone: 'Your data was removed',
  forgetDoneText:
    'Your chats, files, name and email address are deleted, and nothing of you is left in this browser.',

  cancel: 'Cancel',
  close: 'Close',
  working: 'One moment…',
};
