/** Words of the part `fields`. */
export const enFields = {
  requiredField: 'Please fill this in',
  invalidField: 'Please check this',
  optional: '{label} (optional)',
  choose: 'Please choose',
};
