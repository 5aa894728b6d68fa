/** Runs `work` while no other tab holds the lock of this name; absent where the browser has no Web Locks. */
export type Lock = <T>(name: string, work: () => Promise<T>) => Promise<T>;
