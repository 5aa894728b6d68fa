interface Entry {
  at: number;
  id: string;
}

/** Ids by date, earliest first, those of one date by id. Small (what is open now), so a sorted list beats anything cleverer. */
export class DateOrder {
  readonly #entries: Entry[] = [];

  /** Takes `id` from one date to another; undefined: it has none. */
  move(id: string, from: number | undefined, to: number | undefined): void {
    if (from === to) return;
    if (from !== undefined) {
      const place = this.#placeOf({ at: from, id });
      if (this.#entries[place]?.id === id) this.#entries.splice(place, 1);
    }
    if (to !== undefined) this.#entries.splice(this.#placeOf({ at: to, id }), 0, { at: to, id });
  }

  first(): string | undefined {
    return this.#entries[0]?.id;
  }

  /** Where the entry is, or belongs. */
  #placeOf(entry: Entry): number {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#entries[middle];
      if (other && isBefore(other, entry)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at === b.at ? a.id < b.id : a.at < b.at;
}
