import { jsonPieces, prettyJson } from '../json-pieces.ts';

/** Coloured, scrollable JSON. */
export function JsonView({ body, label }: { body: string; label: string }) {
  const pieces = jsonPieces(prettyJson(body)).map(({ kind, text }) =>
    kind === 'plain' ? text : <span class={kind}>{text}</span>,
  );
  return (
    <section aria-label={label}>
      <pre class="json">{pieces}</pre>
    </section>
  );
}
