import type { EpochMs } from '../../ports/clock.ts';
import type { StoreReader } from '../../store/store.ts';
import type { CoreContext } from '../context.ts';

/** What a job reads to tell when it is due. */
export type JobFacts = StoreReader &
  Pick<CoreContext, 'setting'> & {
    now: EpochMs;
    /** When this job last ended; undefined before its first run of this process. */
    ranAt?: EpochMs | undefined;
  };

/** Something that the server does by itself when its time has come: hours that open, a queue that moves, a chat that fell silent. */
export interface Job {
  /** What failures of it are told under. */
  name: string;
  /**
   * When it has to run next, which may be past; undefined: nothing to wait for. Asked after every change of the store, so it reads by
   * index, never a whole collection that grows with use.
   */
  dueAt(facts: JobFacts): EpochMs | undefined;
  /** Does what is due now. Changes go through `context.run`, as everywhere. */
  run(context: CoreContext): Promise<void>;
}
