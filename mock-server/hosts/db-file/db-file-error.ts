/** `porthole db …` could not do it, for a reason that the user can do something about. Nothing was changed. */
export class DbFileError extends Error {}
