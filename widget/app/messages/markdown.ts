import type { ComponentChildren } from 'preact';
import type { Given } from './given.ts';
import { safeUrl } from './safe-url.ts';

/** Lines of one kind next to each other make a block. */
const KINDS = [
  { mark: /^> ?/, tag: 'blockquote' },
  { mark: /^[-*•] +/, tag: 'ul' },
  { mark: /^\d{1,3}[.)] +/, tag: 'ol' },
  { mark: /^/, tag: 'p' },
];

const INLINE =
  /`([^`]+)`|\*\*?([^*]+)\*\*?|__?([^_]+)__?|~~?([^~]+)~~?|\[([^[\]]{1,500})\]\(([^()\s]{1,2000})\)|(https?:\/\/[^\s<>]+)|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/g;

/**
 * What people write, as elements; never HTML. Bold `*a*` `**a**`, italic `_a_`, strike `~a~` `~~a~~`, code, code block, link,
 * quote `>`, lists. Each pattern ends at its own delimiter or has a bound, so that the time is linear in the length.
 * @see Rocket.Chat message-parser, for which marks there are
 */
export function createMarkdown({ h }: Pick<Given, 'h'>): (text: string) => ComponentChildren {
  return (text) => {
    const pieces = text.split('```');
    // A fence without its partner is text.
    if (pieces.length % 2 === 0) pieces.push(`${pieces.splice(-2).join('```')}`);
    return pieces.map((piece, i) =>
      i % 2
        ? h('pre', null, h('code', null, piece.replace(/^\w{0,20}\n/, '').replace(/\n$/, '')))
        : blocks(piece),
    );
  };

  function blocks(text: string): ComponentChildren {
    const made: ComponentChildren[] = [];
    let lines: string[] = [];
    let kind = KINDS[3];
    const finish = () => {
      if (lines.length) made.push(block(kind?.tag ?? 'p', lines));
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

  function block(tag: string, lines: string[]): ComponentChildren {
    const list = /l$/.test(tag);
    const children = lines.map((line, i) =>
      list ? h('li', null, inline(line)) : [i > 0 && h('br', null), inline(line)],
    );
    return h(tag, null, children);
  }

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
      if (code) element = h('code', null, code);
      else if (emphasised) {
        // `2*3*4` and `a_b_c` are no emphasis, nor is `* a *`.
        const apart = !/\w/.test((text[index - 1] ?? '') + (text[index + length] ?? ''));
        if (apart && emphasised.trim() === emphasised)
          element = h(bold ? 'strong' : italic ? 'em' : 's', null, inline(emphasised));
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
    const rel = 'noopener noreferrer nofollow ugc';
    return (
      href && h('a', { href, target: '_blank', rel, title: label === address ? undefined : href }, label)
    );
  }
}
