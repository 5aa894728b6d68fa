import { fuzzFrames } from './fuzz-frames.ts';
import { type FuzzFigures, fuzzRest } from './fuzz-rest.ts';
import { listRoutes } from './list-routes.ts';
import { targetMaker } from './start-target.ts';
import { tapSchemas } from './tap-schemas.ts';

export interface FuzzRun {
  routes: number;
  rest: FuzzFigures;
  frames: FuzzFigures;
}

/** Fuzzes both doors of the server. Loads its modules, and may do so once in a process: see {@link tapSchemas}. */
export async function runFuzz(options: { seed: number; rest: number; frames: number }): Promise<FuzzRun> {
  const { seed } = options;
  const askedSchemas = tapSchemas();
  const startTarget = await targetMaker();
  const routes = await listRoutes();
  const rest = await fuzzRest({ seed, inputs: options.rest, routes, startTarget, askedSchemas });
  const frames = await fuzzFrames({ seed, inputs: options.frames, startTarget });
  return { routes: routes.length, rest, frames };
}
