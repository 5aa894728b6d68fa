/** Words of the part `form`. */
export const enForm = {
  name: 'Name',
  email: 'Email',
  department: 'Department',
  anyDepartment: 'Choose a department',
  message: 'Message',
  required: 'Please fill this in',
  offlineText: 'Nobody is here right now. Write to us, and we will answer by email.',
  sendMessage: 'Send message',
  sentTitle: 'Message sent',
  sentText: 'Thank you! We will answer by email.',
  another: 'Send another',
  registerText: 'Please tell us who you are.',
  start: 'Start chat',
  starting: 'Starting…',
};
export type FormWords = typeof enForm;
