/** The command line is wrong: told in one sentence, exit code 2. */
export class UsageError extends Error {}
