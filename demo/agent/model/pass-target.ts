/** Where a chat can go: `queue`, `department:<id>` or `agent:<id>`, as an option of a select says it. */
export type PassTarget = { to: 'queue' } | { to: 'department' | 'agent'; id: string };

export function decodePassTarget(text: string): PassTarget | undefined {
  const [to, id] = text.split(':', 2);
  if (to === 'queue') return { to };
  return (to === 'department' || to === 'agent') && id ? { to, id } : undefined;
}
