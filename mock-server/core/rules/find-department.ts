import type { Department } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';

/** A department by id or, as clients may also say it, by name. */
export function findDepartment(reader: StoreReader, idOrName: string): Department | undefined {
  return reader.get('departments', idOrName) ?? reader.where('departments', 'name', idOrName)[0];
}
