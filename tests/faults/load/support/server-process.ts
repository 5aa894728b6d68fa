/** The server of the load test, as a process of its own that tells how much memory it uses. Run with `--expose-gc`. */
import { startMockServer } from '../../../../mock-server/hosts/create-server.ts';
import { COLLECTIONS } from '../../../../mock-server/store/documents.ts';

export interface Memory {
  /** Of live objects, after a collection, in MB. */
  heapMb: number;
  /** Of the whole process, in MB. */
  rssMb: number;
  /** Documents in the store. */
  documents: number;
}
export type Word = { kind: 'up'; url: string } | ({ kind: 'memory' } & Memory);

const MB = 1024 * 1024;
const [dbFile = ''] = process.argv.slice(2);
const server = await startMockServer({ dbFile, agentsOnline: true });

process.on('message', () => {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const documents = COLLECTIONS.reduce((sum, name) => sum + server.store.count(name), 0);
  tell({ kind: 'memory', heapMb: heapUsed / MB, rssMb: rss / MB, documents });
});
process.on('disconnect', () => process.exit(0));
function tell(word: Word): void {
  process.send?.(word);
}
tell({ kind: 'up', url: server.url });
