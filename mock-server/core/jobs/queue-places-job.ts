import { placesDueAt, tellPlaces } from '../rules/routing/tell-places.ts';
import type { Job } from './job.ts';

/** Visitors in the queue learn their place whenever it has changed, at most once a second. */
export const queuePlacesJob: Job = {
  name: 'places in the queue',
  dueAt: placesDueAt,
  run: ({ run }) => run(tellPlaces),
};
