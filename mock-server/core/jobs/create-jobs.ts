import type { EpochMs } from '../../ports/clock.ts';
import type { CoreContext } from '../context.ts';
import type { Job } from './job.ts';

/** Least time on the server's clock between two runs of one job: one that fails, or finds nothing to do, must not spin. */
export const LEAST_GAP_MS = 1_000;

export interface Jobs {
  /** Something changed: asks every job anew when it is due. */
  look(): void;
  /** Ends all timers; what is under way ends by itself. */
  dispose(): void;
}

/** Runs each job when it is due on the server's clock, one run of it at a time. */
export function createJobs(context: CoreContext, jobs: readonly Job[]): Jobs {
  const { store, clock, setting, onFailure } = context;
  const places = jobs.map((job) => ({
    job,
    at: undefined as EpochMs | undefined,
    cancel: () => {},
    running: false,
    ranAt: undefined as EpochMs | undefined,
  }));
  type Place = (typeof places)[number];
  let disposed = false;

  function set(place: Place): void {
    const { job, ranAt } = place;
    if (place.running) return;
    const now = clock.now();
    const due = job.dueAt({ ...store, setting, now, ranAt });
    const at =
      due === undefined ? undefined : Math.max(due, (ranAt ?? Number.NEGATIVE_INFINITY) + LEAST_GAP_MS);
    if (at === place.at) return;
    place.cancel();
    place.at = at;
    if (at === undefined) return;
    place.cancel = clock.after(Math.max(0, at - now), () => void start(place));
  }

  async function start(place: Place): Promise<void> {
    place.at = undefined;
    place.running = true;
    try {
      await place.job.run(context);
    } catch (error) {
      onFailure(error, place.job.name);
    }
    place.running = false;
    place.ranAt = clock.now();
    if (!disposed) set(place);
  }

  const look = (): void => {
    if (!disposed) for (const place of places) set(place);
  };
  look();
  return {
    look,
    dispose() {
      disposed = true;
      for (const { cancel } of places) cancel();
    },
  };
}
