/** Paths of icons, in a square of 24. */
export const DOWN = 'm6 9 6 6 6-6';
export const ALERT = 'M12 7v6m0 4v.01';

/** Drawn with lines of the text's colour; says nothing to a screen reader. */
export const Icon = ({ path }: { path: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);
