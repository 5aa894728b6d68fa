import { useMemo } from 'preact/hooks';
import { jsonPieces, prettyJson } from '../json-pieces.ts';

/** Characters that are drawn: a chat of hours would hold up the page. */
const MOST_SHOWN = 50_000;

/** Coloured, scrollable JSON; of a very long one the beginning. */
export function JsonView({ body, label }: { body: string; label: string }) {
  // Lists draw themselves again every second.
  const { pieces, hidden } = useMemo(() => draw(body), [body]);
  return (
    <section aria-label={label}>
      <pre class="json">{pieces}</pre>
      {hidden > 0 && (
        <p class="item-line soft">{hidden.toLocaleString()} more characters, too many to show.</p>
      )}
    </section>
  );
}

function draw(body: string) {
  const text = prettyJson(body);
  const pieces = jsonPieces(text.slice(0, MOST_SHOWN)).map(({ kind, text }) =>
    kind === 'plain' ? text : <span class={kind}>{text}</span>,
  );
  return { pieces, hidden: Math.max(0, text.length - MOST_SHOWN) };
}
