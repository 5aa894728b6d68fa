import { isRecord, numberOf, textOf } from '../../kit/decode/fields.ts';

/** How the sample CRM answers, as `PUT /crm/behaviour` takes it. */
export interface CrmBehaviour {
  mode: CrmMode;
  times: number | undefined;
}

export const CRM_MODES = {
  ok: 'answers 200',
  fail: 'answers 500',
  created: 'answers 201, which is not enough',
  slow: 'answers after 8 s, too late',
  hang: 'never answers',
  drop: 'drops the connection',
} as const;
export type CrmMode = keyof typeof CRM_MODES;

export function isCrmMode(value: unknown): value is CrmMode {
  return typeof value === 'string' && Object.hasOwn(CRM_MODES, value);
}

export function decodeCrmBehaviour(value: unknown): CrmBehaviour | undefined {
  if (!isRecord(value)) return undefined;
  const mode = textOf(value, 'mode');
  return isCrmMode(mode) ? { mode, times: numberOf(value, 'times') } : undefined;
}

/** `The CRM answers 500 to the next 2 requests, then 200.` */
export function behaviourWords({ mode, times }: CrmBehaviour): string {
  const what = CRM_MODES[mode];
  if (times === undefined || mode === 'ok') return `The CRM ${what}.`;
  return `The CRM ${what}, ${times === 1 ? 'once more' : `${times} more times`}; then it answers 200.`;
}
