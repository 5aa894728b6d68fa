/**
 * An expected refusal that has a sentence but no code, as Rocket.Chat's `throw new Error('…')`: status 400, `error` = the sentence.
 * Only REST knows it; what DDP can reach throws `MeteorError`.
 */
export class PlainError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PlainError';
  }
}
