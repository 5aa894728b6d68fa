/**
 * An expected refusal with a code that clients match on. REST: status 400, `error` = `Reason [code]` or `[code]`, `errorType` = code.
 * DDP: the error object of `result`/`nosub`.
 * @see Rocket.Chat `ApiClass.ts` (envelope), Meteor `Meteor.Error`
 */
export class MeteorError extends Error {
  readonly code: string;
  readonly reason: string | undefined;
  readonly details: unknown;

  constructor(code: string, reason?: string, details?: unknown) {
    super(reason ? `${reason} [${code}]` : `[${code}]`);
    this.name = 'MeteorError';
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}
