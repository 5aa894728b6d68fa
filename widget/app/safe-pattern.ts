/** Enough for a text of some thousand characters; some hundredths of a second. */
const MOST_STEPS = 200_000;

/** Ends of matches that begin at one of these places. */
type Match = (from: ReadonlySet<number>) => Set<number>;

/**
 * Whether a text contains a match of a regular expression that somebody else wrote, without flags. It follows all ways at once, as
 * sets of places, so that no expression takes long: the browser's own may need centuries for `(a+)+b`, and nothing can stop it.
 * @param expression undefined comes back when it is no valid one, or has what sets of places cannot tell: back references, modifiers
 */
export function safePattern(expression: string): ((text: string) => boolean) | undefined {
  let rest = expression;
  let text = '';
  let left = 0;
  let understood = true;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found;
  };
  const spend = (places: number): void => {
    left -= places + 1;
    if (left < 0) throw new RangeError();
  };
  const upTo = (last: number): Set<number> => {
    spend(last);
    return new Set(Array(last + 1).keys());
  };
  /** Those that hold, moved on. */
  const where =
    (holds: (at: number) => boolean, length: number): Match =>
    (from) =>
      new Set([...from].filter(holds).map((at) => at + length));

  function alternatives(): Match {
    const options = [sequence()];
    while (take(/^\|/)) options.push(sequence());
    return (from) => new Set(options.flatMap((option) => [...option(from)]));
  }

  function sequence(): Match {
    const parts: Match[] = [];
    while (/^[^|)]/.test(rest)) parts.push(repeated(atom()));
    return (from) =>
      parts.reduce((at, part) => {
        spend(at.size);
        return part(at);
      }, new Set(from));
  }

  function atom(): Match {
    const group = take(/^\((\?(<?[=!]|:|<[^>]+>|))?/);
    if (group) {
      const [, , kind = ':'] = group;
      if (!kind) understood = false;
      const inner = alternatives();
      take(/^\)/);
      const wanted = !kind.includes('!');
      if (/^<[=!]/.test(kind)) return where((at) => inner(upTo(at)).has(at) === wanted, 0);
      return /^[=!]/.test(kind) ? where((at) => !!inner(new Set([at])).size === wanted, 0) : inner;
    }
    const [edge] = take(/^(\^|\$|\\b)/i) ?? [];
    const word = (at: number) => /^\w/.test(text.slice(at));
    if (edge === '^') return where((at) => !at, 0);
    if (edge === '$') return where((at) => at === text.length, 0);
    if (edge) return where((at) => (word(at) !== (at > 0 && word(at - 1))) === (edge === '\\b'), 0);
    const [one = ''] = take(/^(\[(\\.|[^\]\\])*]|\\(x[\da-f]{2}|u[\da-f]{4}|c[a-z]|.)|.)/is) ?? [];
    if (/^\\[1-9k]/.test(one)) understood = false;
    const single = understood ? new RegExp(`^${one}$`) : /^/;
    return where((at) => single.test(text.charAt(at)), 1);
  }

  function repeated(match: Match): Match {
    const [quantifier, , least, bound, most] = take(/^([*+?]|\{(\d+)(,(\d*))?})\??/) ?? [];
    if (!quantifier) return match;
    const min = Number(least ?? +(quantifier[0] === '+'));
    const max = quantifier[0] === '?' ? 1 : Number((bound ? most : least) || Number.POSITIVE_INFINITY);
    return (from) => {
      let at = new Set(from);
      let times = 0;
      for (; times < min && at.size; times++) {
        spend(0);
        const next = match(at);
        // It no longer matters how often.
        if (next.size === at.size && [...next].every((place) => at.has(place))) break;
        at = next;
      }
      for (let news = at; times < max && news.size; times++) {
        spend(news.size);
        news = new Set([...match(news)].filter((place) => !at.has(place)));
        for (const place of news) at.add(place);
      }
      return at;
    };
  }

  let whole: Match;
  try {
    new RegExp(expression);
    whole = alternatives();
  } catch {
    return undefined;
  }
  if (!understood) return undefined;
  return (given) => {
    text = given;
    left = MOST_STEPS;
    try {
      return whole(upTo(text.length)).size > 0;
    } catch {
      return false;
    }
  };
}
