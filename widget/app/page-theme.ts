import type { PageDeps } from './page-api.ts';

/**
 * Background, and black or white on it, whichever reads better: `y` is what WCAG calls luminance, and at 0.18 both have the same contrast.
 * @note On what is no colour (a picture, a gradient), or undefined, the declaration is invalid, and what was before stays.
 */
const readable = (color: string | undefined) => {
  const light = 'calc((.18 - y)*999)';
  return `{background:${color};color:color(from ${color} xyz-d65 ${light} ${light} ${light})}`;
};

/**
 * The keys of `setTheme` that few sites set, as a style sheet. `createSetTheme` has checked the values.
 * @note Nested in the panel, so that it does not matter which style sheet comes last: those of other parts come when they are needed.
 */
export function pageTheme({
  ui: { theme, porthole },
  host: { root },
  effect,
}: Pick<PageDeps, 'ui' | 'host' | 'effect'>) {
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets.push(sheet);
  effect(() => {
    const { fontColor, iconColor, background, hideAgentAvatar, hideGuestAvatar, ...rest } = theme.value;
    const { guestBubbleBackgroundColor, agentBubbleBackgroundColor } = rest;
    let css = `.panel{.log${readable(background)}.group:not(.visitor) .bubble${readable(agentBubbleBackgroundColor)}.visitor .bubble:not(.failed)${readable(guestBubbleBackgroundColor)}`;
    // The official header has the accent as its background, and that is what these two are chosen for.
    if (fontColor || iconColor)
      css += `header{background:var(--fill);color:var(--on-fill);color:${fontColor}}header p,header button{color:inherit}header button:hover{background:#8886}header :focus-visible{outline-color:currentColor}header .round{color:${iconColor}}`;
    if (background)
      css +=
        '.line,.log .quiet,.empty p,.group small{color:inherit}.agent .bubble,.visitor .failed{color:var(--text)}';
    if (hideAgentAvatar) css += '.group .avatar{display:none}';
    if (hideGuestAvatar === false)
      css += `.visitor::after{content:"${porthole.form.value.name.match(/\p{L}/u) ?? ''}";width:28px;margin-bottom:20px;border-radius:50%;background:var(--line);line-height:28px;text-align:center}`;
    css += '}';
    if (fontColor) css += `.launcher i{filter:none!important;background:${fontColor}!important}`;
    sheet.replaceSync(css);
  });
}
