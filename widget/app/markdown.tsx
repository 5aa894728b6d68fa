import type { ComponentChildren } from 'preact';
import { safeUrl } from './safe-url.ts';

/**
 * What people write, as elements; never HTML. Bold `*a*` `**a**`, italic `_a_`, strike `~a~` `~~a~~`, code, code block, link,
 * quote `>`, lists. Each pattern ends at its own delimiter or has a bound, so that the time is linear in the length.
 * @see Rocket.Chat message-parser, for which marks there are
 */
export function markdown(text: string): ComponentChildren {
  const pieces = text.split('```');
  // A fence without its partner is text.
  if (pieces.length % 2 === 0) pieces.push(`${pieces.splice(-2).join('```')}`);
  return pieces.map((piece, i) =>
    i % 2 ? (
      <pre>
        <code>{piece.replace(/^\w{0,20}\n/, '').replace(/\n$/, '')}</code>
      </pre>
    ) : (
      blocks(piece)
    ),
  );
}

/** Lines of one kind next to each other make a block. */
const KINDS = [
  { mark: /^> ?/, wrap: (lines: string[]) => <blockquote>{broken(lines)}</blockquote> },
  { mark: /^[-*•] +/, wrap: (lines: string[]) => <ul>{items(lines)}</ul> },
  { mark: /^\d{1,3}[.)] +/, wrap: (lines: string[]) => <ol>{items(lines)}</ol> },
  { mark: /^/, wrap: (lines: string[]) => <p>{broken(lines)}</p> },
];

function blocks(text: string): ComponentChildren {
  const made: ComponentChildren[] = [];
  let lines: string[] = [];
  let kind = KINDS[3];
  const finish = () => {
    if (lines.length) made.push(kind?.wrap(lines));
    lines = [];
  };
  for (const line of text.split('\n')) {
    if (!line.trim()) {
      finish();
      continue;
    }
    const next = KINDS.find(({ mark }) => mark.test(line));
    if (next !== kind) finish();
    kind = next;
    lines.push(line.replace(kind?.mark ?? '', ''));
  }
  finish();
  return made;
}

const items = (lines: string[]) => lines.map((line) => <li>{inline(line)}</li>);
const broken = (lines: string[]) => lines.map((line, i) => [i > 0 && <br />, inline(line)]);

const INLINE =
  /`([^`]+)`|\*\*?([^*]+)\*\*?|__?([^_]+)__?|~~?([^~]+)~~?|\[([^[\]]{1,500})\]\(([^()\s]{1,2000})\)|(https?:\/\/[^\s<>]+)|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/g;

function inline(text: string): ComponentChildren {
  const made: ComponentChildren[] = [];
  // One regular expression a call: it is used again inside of emphasis.
  const pattern = new RegExp(INLINE);
  let done = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [all, code, bold, italic, strike, label, target, url, mail] = match;
    const { index } = match;
    let element: ComponentChildren;
    let { length } = all;
    const emphasised = bold ?? italic ?? strike;
    if (code) element = <code>{code}</code>;
    else if (emphasised) {
      // `2*3*4` and `a_b_c` are no emphasis, nor is `* a *`.
      const Tag = bold ? 'strong' : italic ? 'em' : 's';
      const apart = !/\w/.test((text[index - 1] ?? '') + (text[index + length] ?? ''));
      if (apart && emphasised.trim() === emphasised) element = <Tag>{inline(emphasised)}</Tag>;
    } else if (label) element = link(target, label);
    else if (url) {
      // The full stop after an address belongs to the sentence.
      while ('.,;:!?\'")]*_~'.includes(url[length - 1] ?? ' ')) length--;
      element = link(url.slice(0, length), url.slice(0, length));
    } else element = link(`mailto:${mail}`, mail);

    if (element) {
      made.push(text.slice(done, index), element);
      done = index + length;
    }
    pattern.lastIndex = element ? done : index + 1;
  }
  made.push(text.slice(done));
  return made;
}

/** Undefined when the address is none that a visitor may follow: the text stays text. */
function link(address = '', label = ''): ComponentChildren {
  const href = safeUrl(address);
  return (
    href && (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        title={label === address ? undefined : href}
      >
        {label}
      </a>
    )
  );
}
