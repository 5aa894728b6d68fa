/** A binary heap: the least first, whatever the number of items, in steps that grow with its logarithm only. */
export interface MinHeap<T> {
  push(item: T): void;
  pop(): T | undefined;
  peek(): T | undefined;
}

export function createMinHeap<T>(isLess: (a: T, b: T) => boolean): MinHeap<T> {
  const items: T[] = [];
  const less = (a: number, b: number): boolean => {
    const [one, other] = [items[a], items[b]];
    return one !== undefined && other !== undefined && isLess(one, other);
  };
  const swap = (a: number, b: number): void => {
    const [one, other] = [items[a], items[b]];
    if (one === undefined || other === undefined) return;
    items[a] = other;
    items[b] = one;
  };

  return {
    peek: () => items[0],
    push(item) {
      let at = items.push(item) - 1;
      for (let parent = (at - 1) >> 1; at > 0 && less(at, parent); parent = (at - 1) >> 1) {
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      const least = items[0];
      swap(0, items.length - 1);
      items.pop();
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const child = less(left + 1, left) ? left + 1 : left;
        if (!less(child, at)) return least;
        swap(child, at);
        at = child;
      }
    },
  };
}
