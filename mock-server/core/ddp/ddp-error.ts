import type { DdpError } from '../../../widget/wire/ddp-frames.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { MeteorError } from '../meteor-error.ts';

/** No such method or publication. */
export class NotFound extends Error {}

/**
 * What a client reads in `nosub` and `result`. Codes of Meteor's own are numbers (403, 404), Rocket.Chat's are words. Unexpected failures leave as Meteor's 500, without their text; `report` hears of them.
 * @see Meteor `wrapInternalException`
 */
export function toDdpError(error: unknown, report: (error: unknown) => void): DdpError {
  if (error instanceof MeteorError) {
    return {
      isClientSafe: true,
      error: /^\d+$/.test(error.code) ? Number(error.code) : error.code,
      ...(error.reason === undefined ? {} : { reason: error.reason }),
      message: error.message,
      ...(error.details === undefined ? {} : { details: error.details }),
      errorType: 'Meteor.Error',
    };
  }
  if (error instanceof NotFound) return numbered(404, error.message);
  report(error);
  if (error instanceof StoreUnavailable) {
    return toDdpError(
      new MeteorError('error-store-unavailable', `${error.message}. Nothing was kept; try again.`),
      report,
    );
  }
  return numbered(500, 'Internal server error');
}

function numbered(error: number, reason: string): DdpError {
  return { isClientSafe: true, error, reason, message: `${reason} [${error}]`, errorType: 'Meteor.Error' };
}
