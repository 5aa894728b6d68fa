/**
 * An expected refusal that is one text, a sentence or a code, as Rocket.Chat's `throw new Error('…')`: status 400, `error` = the text, no
 * `errorType`. Most of what visitors may be refused is of this kind, e.g. `room-closed`.
 * Only REST knows it; what DDP can reach throws `MeteorError`.
 */
export class PlainError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PlainError';
  }
}
