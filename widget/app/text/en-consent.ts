/** Words of the part `consent`. */
export const enConsent = {
  title: 'Before we start',
  text: 'We keep what you write here, and your name and email address if you give them, so that we can answer you. Do you agree?',
  agree: 'I agree',
  decline: 'No, thank you',
  declinedTitle: 'Nothing was sent',
  declinedText: 'Without your agreement there is no chat. You may change your mind any time.',
  back: 'Back',
};
