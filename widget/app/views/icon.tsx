const PATHS = {
  down: 'm6 9 6 6 6-6',
  send: 'M12 20V5m-7 7 7-7 7 7',
  newest: 'M12 4v15m7-7-7 7-7-7',
  done: 'm5 12 5 5L20 7',
  alert: 'M12 7v6m0 4v.01',
};

/** Drawn with lines of the text's colour; says nothing to a screen reader. */
export const Icon = ({ of }: { of: keyof typeof PATHS }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[of]} />
  </svg>
);
