/** Runs `work` while no other tab holds the lock of this name; where the browser has no Web Locks, at once. */
export type Lock = <T>(name: string, work: () => Promise<T>) => Promise<T>;
