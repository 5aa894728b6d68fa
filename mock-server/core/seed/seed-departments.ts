/** `agents` are usernames of `SEED_AGENTS`. */
export const SEED_DEPARTMENTS = [
  {
    _id: 'SaLesSeedDepart22',
    name: 'Sales',
    description: 'Questions before buying',
    email: 'sales@example.com',
    agents: ['anna'],
  },
  {
    _id: 'supportSeedDept22',
    name: 'Support',
    description: 'Help with what you have',
    email: 'support@example.com',
    agents: ['anna', 'ben'],
  },
] as const;
