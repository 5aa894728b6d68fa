/** How the sample CRM answers: for testing a webhook sender against a receiver that misbehaves. */
export const MODES = ['ok', 'created', 'fail', 'slow', 'hang', 'drop'] as const;
export type Mode = (typeof MODES)[number];

export interface Behaviour {
  mode: Mode;
  /** Requests left before the CRM answers `ok` again; absent: until told otherwise. Wrong tokens do not count. */
  times?: number;
}

/** Most `times` that can be asked for: more than any sender tries. */
export const MOST_TIMES = 1000;

/** Checks the JSON of `PUT /crm/behaviour`; the reason is a sentence for the caller. */
export function decodeBehaviour(value: unknown): { ok: true; value: Behaviour } | { ok: false; why: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, why: 'the body must be a JSON object' };
  }
  const { mode, times, ...rest } = value as Record<string, unknown>;
  const unknownKeys = Object.keys(rest);
  if (unknownKeys.length > 0) return { ok: false, why: `unknown key: ${unknownKeys.join(', ')}` };
  const known = MODES.find((name) => name === mode);
  if (!known) return { ok: false, why: `mode must be one of ${MODES.join(', ')}` };
  if (times === undefined || times === null) return { ok: true, value: { mode: known } };
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > MOST_TIMES) {
    return { ok: false, why: `times must be a whole number from 1 to ${MOST_TIMES}` };
  }
  return { ok: true, value: { mode: known, times } };
}

/** What is left of a behaviour after one more request. */
export function afterOneRequest(behaviour: Behaviour): Behaviour {
  if (behaviour.times === undefined) return behaviour;
  return behaviour.times > 1 ? { ...behaviour, times: behaviour.times - 1 } : { mode: 'ok' };
}
