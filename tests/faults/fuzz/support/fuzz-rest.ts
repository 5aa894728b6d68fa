import fc from 'fast-check';
import { faultOfAnswer } from './fault-of-answer.ts';
import type { Route } from './list-routes.ts';
import { type RestInput, restInput } from './rest-input.ts';
import { ORIGIN, type Target } from './start-target.ts';
import type { SeenSchema } from './tap-schemas.ts';

export interface FuzzFigures {
  inputs: number;
  /** How many inputs ended how: HTTP statuses, kinds of frames. */
  ends: Map<string, number>;
  faults: string[];
}

export interface RestFuzz {
  seed: number;
  inputs: number;
  routes: readonly Route[];
  startTarget(): Promise<Target>;
  askedSchemas(): SeenSchema[];
}

/** Requests to one server before it is replaced by a fresh one, since they wreck it: people removed, settings turned off. */
const PER_TARGET = 400;
const PATIENCE_MS = 10_000;

/** Fuzzes every route in turn. The same seed makes the same requests, as long as routes and schemas are the same. */
export async function fuzzRest(fuzz: RestFuzz): Promise<FuzzFigures> {
  const figures: FuzzFigures = { inputs: 0, ends: new Map(), faults: [] };
  const schemas = new Map<Route, SeenSchema[]>();
  while (figures.inputs < fuzz.inputs) {
    const target = await fuzz.startTarget();
    fuzz.askedSchemas();
    const count = Math.min(PER_TARGET, fuzz.inputs - figures.inputs);
    for (let at = 0; at < count; at++) {
      const route = fuzz.routes[figures.inputs % fuzz.routes.length] ?? { method: 'GET', path: '/' };
      // Whoever is logged out is of no more use: that route is for strangers.
      const callers = route.path.endsWith('/logout') ? target.callers.slice(-2) : target.callers;
      const arbitrary = restInput(route, schemas.get(route) ?? [], target.known, callers);
      const [input] = fc.sample(arbitrary, { numRuns: 1, seed: fuzz.seed + figures.inputs });
      if (input) await tryOne(target, input, figures, fuzz.seed + figures.inputs);
      figures.inputs++;
      learn(schemas, route, fuzz.askedSchemas());
    }
    target.core.dispose();
  }
  return figures;
}

/** What a route asks first is known at once; what it asks after that once the first was content. */
function learn(schemas: Map<Route, SeenSchema[]>, route: Route, asked: readonly SeenSchema[]): void {
  const known = schemas.get(route) ?? [];
  const fresh = asked.filter(({ schema }) => !known.some((one) => one.schema === schema));
  if (fresh.length > 0) schemas.set(route, [...known, ...fresh]);
}

async function tryOne(target: Target, input: RestInput, figures: FuzzFigures, seed: number): Promise<void> {
  const { path, ...init } = input;
  const request = new Request(`${ORIGIN}${path}`, { ...init, body: init.body ?? null });
  let fault: string | undefined;
  try {
    const answer = await withPatience(target.core.handle(request, { ip: '10.0.0.1' }));
    fault = faultOfAnswer(input, answer, await withPatience(answer.text()));
    figures.ends.set(`${answer.status}`, (figures.ends.get(`${answer.status}`) ?? 0) + 1);
  } catch (error) {
    fault = `no answer: ${error instanceof Error ? error.stack : String(error)}`;
  }
  for (const failure of target.failures.splice(0)) fault = `${fault ?? ''} ${failure}`;
  if (fault !== undefined) {
    const shown = JSON.stringify(input).slice(0, 600);
    figures.faults.push(`seed ${seed}: ${fault}\n    ${shown}`);
  }
}

async function withPatience<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`silent for ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
