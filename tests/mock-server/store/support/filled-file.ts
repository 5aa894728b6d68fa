import { join } from 'node:path';
import { openSqliteJournal } from '../../../../mock-server/store/sqlite-journal.ts';
import type { Change } from '../../../../mock-server/store/store.ts';
import { settingDoc } from './setting-doc.ts';
import { temporaryFolder } from './temporary-folder.ts';

const put = (id: string): Change => ({
  kind: 'put',
  name: 'settings',
  id,
  doc: settingDoc(id, 'x'.repeat(300)),
});

/** A file with 200 documents over many pages, closed in peace. */
export async function filledFile(): Promise<string> {
  const file = join(temporaryFolder(), 'chat.db');
  const journal = await openSqliteJournal(file);
  journal.write(Array.from({ length: 200 }, (_, id) => put(`s${id}`)));
  journal.close();
  return file;
}
