import type { Inquiry } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';

/** Everybody in the queue with their place in it, 1 is next. Each department has a queue of its own, and so has none. Longest wait first. */
export function queuePlaces(reader: StoreReader): { inquiry: Inquiry; spot: number }[] {
  const lengths = new Map<string | undefined, number>();
  return reader
    .where('inquiries', 'status', 'queued')
    .sort((a, b) => a.ts.getTime() - b.ts.getTime())
    .map((inquiry) => {
      const spot = (lengths.get(inquiry.department) ?? 0) + 1;
      lengths.set(inquiry.department, spot);
      return { inquiry, spot };
    });
}
