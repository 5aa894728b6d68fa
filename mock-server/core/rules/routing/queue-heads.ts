import type { Inquiry } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import { waitingInquiries } from '../inquiries.ts';

/** Who waits longest in each department, and of those without one. */
export function queueHeads(reader: StoreReader): Inquiry[] {
  const heads = new Map<string | undefined, Inquiry>();
  for (const inquiry of waitingInquiries(reader)) {
    if (!heads.has(inquiry.department)) heads.set(inquiry.department, inquiry);
  }
  return [...heads.values()];
}
