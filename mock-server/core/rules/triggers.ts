import type { Trigger } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Work } from '../work.ts';

/** Stores a new trigger, or changes the one with `_id`. An `_id` that is not there changes nothing, as on a real server. */
export function saveTrigger(
  work: Work,
  _id: string | undefined,
  trigger: Omit<Trigger, '_id' | '_updatedAt'>,
): void {
  if (_id !== undefined && !work.get('triggers', _id)) return;
  work.put('triggers', { _id: _id ?? work.newId(), ...trigger, _updatedAt: work.now });
}

/** What is not there needs no removing. */
export function removeTrigger(work: Work, _id: string): void {
  if (work.get('triggers', _id)) work.remove('triggers', _id);
}

/**
 * The triggers that widgets get: those that are on. A real server without a licence leaves out those that can only ask an outside service.
 * @see Rocket.Chat `api/v1/omnichannel/lib/livechat.ts` `findTriggers`
 */
export function triggersForWidgets(
  reader: StoreReader,
): Pick<Trigger, '_id' | 'actions' | 'conditions' | 'runOnce'>[] {
  return [...reader.all('triggers')]
    .filter(({ enabled }) => enabled)
    .map(({ _id, actions, conditions, runOnce }) => ({ _id, actions, conditions, runOnce }));
}
