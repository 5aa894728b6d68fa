import type { SettingId } from '../../settings/definitions.ts';
import type { Work } from '../../work.ts';

const METHOD: SettingId = 'Livechat_Routing_Method';
const ADDRESS: SettingId = 'Livechat_External_Queue_URL';

/** What is wrong with these settings together, by the one of `changed` that does not fit; undefined: nothing. */
export function externalNeedsAddress(
  { setting }: Pick<Work, 'setting'>,
  changed: Partial<Record<string, unknown>>,
): { id: SettingId; why: string } | undefined {
  if (setting(METHOD) !== 'External' || setting(ADDRESS) !== '') return undefined;
  if (METHOD in changed) return { id: METHOD, why: `External needs an address in ${ADDRESS} first` };
  if (ADDRESS in changed) return { id: ADDRESS, why: `the value is needed while ${METHOD} is External` };
  return undefined;
}
