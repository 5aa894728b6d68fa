/** Who a fresh server starts with. Ids are the same in every run, so that scripts and bookmarks may name them. */
export const SEED_ADMIN = {
  _id: 'adminSeedAccount2',
  name: 'Administrator',
  email: 'admin@example.com',
} as const;

/** The password of an agent is the username. */
export const SEED_AGENTS = [
  { _id: 'annaSeedAccount22', username: 'anna', name: 'Anna Keller', email: 'anna@example.com' },
  { _id: 'benSeedAccount222', username: 'ben', name: 'Ben Okafor', email: 'ben@example.com' },
] as const;
