export interface Comparison {
  lost: number;
  doubled: number;
  /** Neighbours that stand the wrong way round. */
  outOfOrder: number;
}

/** What became of `sent` on the other side: both are in the order of their writing, or of their showing. */
export function compareOrder(sent: readonly string[], seen: readonly string[]): Comparison {
  const places = new Map(sent.map((text, place) => [text, place]));
  const order = seen.map((text) => places.get(text) ?? -1);
  return {
    lost: sent.length - new Set(order.filter((place) => place >= 0)).size,
    doubled: order.length - new Set(order).size,
    outOfOrder: order.filter((place, i) => i > 0 && place < (order[i - 1] ?? 0)).length,
  };
}
