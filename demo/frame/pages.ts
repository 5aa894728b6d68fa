import { type Html, html } from './html.ts';
import type { Case } from './read-case.ts';

/** The chat: who it is with, and what the company's own system might add. */
export function casePage({ visitor, room, agent }: Case): Html {
  return layout(
    visitor.name || 'A visitor',
    html`<p class="soft">Looked up for ${agent}, with ${agent}’s own rights.</p>
${facts([['Email', visitor.email], ['Phone', visitor.phone], ...visitor.fields])}
<h2>Chat</h2>
${facts([
  ['Id', room.id],
  ['From', room.source],
  ['Topic', room.topic],
  ['Tags', room.tags],
  ['State', room.state],
])}`,
  );
}

/** Asks for the key. */
export function keyPage(problem = ''): Html {
  return layout(
    'Sample frame app',
    html`${problem === '' ? html`` : html`<p class="bad" role="alert">${problem}</p>`}
<p>The console sent an encrypted token. Paste the key that opens it: the setting <code>Omnichannel_External_Frame_Encryption_JWK</code>.</p>
<form method="post"><label for="key">Key</label><textarea id="key" name="key" rows="4" required spellcheck="false"></textarea>
<button type="submit">Use this key</button></form>`,
  );
}

export function messagePage(text: string): Html {
  return layout('Sample frame app', html`<p>${text}</p>`);
}

function facts(rows: readonly (readonly [string, string])[]): Html {
  const said = rows.filter(([, value]) => value !== '');
  return html`<dl>${said.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function layout(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<link rel="stylesheet" href="/frame/style.css"></head>
<body><main><h1>${title}</h1>
${content}
</main></body>
</html>
`;
}
