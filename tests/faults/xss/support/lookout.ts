import type { Page } from 'playwright-core';

export interface Findings {
  /** Calls of `alert` and its like, by what they were called with. */
  executed: string[];
  /** Broken rules of the page's policy. */
  violations: string[];
  /** Elements, attributes or addresses that nothing from outside may bring in. */
  forbidden: string[];
  /** Things that leave the panel. */
  stickingOut: string[];
  /** Errors that nobody caught. */
  errors: string[];
  /** Requests to anywhere but the site and the server, other pages opened, the page itself left. */
  elsewhere: string[];
}

declare global {
  interface Window {
    __executed?: string[];
    __broken?: string[];
  }
}

/** What a look at the pop-up finds wrong at this moment. */
export interface Lookout {
  findings: Findings;
  /** Touches every element as a visitor or a script of the page might, then looks at each. Answers how many there were. */
  look(): Promise<number>;
}

/** Watches a page; call it before the first `goto`. */
export async function lookout(page: Page, allowed: readonly string[]): Promise<Lookout> {
  const findings: Findings = {
    executed: [],
    violations: [],
    forbidden: [],
    stickingOut: [],
    errors: [],
    elsewhere: [],
  };
  page.on('pageerror', ({ message }) => findings.errors.push(message));
  page.on('dialog', (dialog) => {
    findings.executed.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    // What the page made itself.
    const url = request.url().replace(/^blob:/, '');
    if (!allowed.some((origin) => url.startsWith(`${origin}/`)) && url !== 'data:,')
      findings.elsewhere.push(url);
  });
  page.on('popup', (popup) => {
    findings.elsewhere.push(`opened ${popup.url()}`);
    void popup.close();
  });
  await page.addInitScript(() => {
    const executed: string[] = [];
    const broken: string[] = [];
    [window.__executed, window.__broken] = [executed, broken];
    for (const name of ['alert', 'prompt', 'confirm', 'print'] as const)
      Object.defineProperty(window, name, {
        value: (...args: unknown[]) => void executed.push(`${name} ${args}`),
      });
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      broken.push(`${violatedDirective} ${blockedURI} ${sample}`);
    });
    // Links are clicked to see what they would run; nobody wants to go there.
    addEventListener('click', (event) => {
      const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
      if (link && (link as HTMLAnchorElement).protocol !== 'javascript:') event.preventDefault();
    });
  });
  return {
    findings,
    async look() {
      const seen = await page.evaluate(async () => {
        const root = document.querySelector('.rocketchat-widget')?.shadowRoot;
        const panel = root?.querySelector<HTMLElement>('.panel');
        if (!root || !panel) throw new Error('the pop-up is not there');
        // It comes in with a short movement.
        await Promise.all(panel.getAnimations().map(({ finished }) => finished));
        const events = (
          'click dblclick mousedown mouseup mouseover mouseout mouseenter mousemove pointerdown pointerover focus blur ' +
          'focusin input change load error toggle animationstart animationend transitionend begin scroll wheel ' +
          'keydown keyup copy paste dragstart drop beforetoggle'
        ).split(' ');
        const elements = [...root.querySelectorAll('*')];
        for (const element of elements) {
          // Our own controls would do their work.
          if (element.closest('button, input, textarea, select, form, img')) continue;
          for (const name of events)
            element.dispatchEvent(
              new Event(name, { bubbles: name !== 'focus', composed: true, cancelable: true }),
            );
          if (element instanceof HTMLElement) element.click();
        }
        await new Promise((resolve) => setTimeout(resolve));

        const forbidden: string[] = [];
        const stickingOut: string[] = [];
        const frame = panel.getBoundingClientRect();
        if (frame.left < 0 || frame.top < 0 || frame.right > innerWidth || frame.bottom > innerHeight)
          stickingOut.push(`the panel leaves the window: ${JSON.stringify(frame)}`);
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          const name = `<${element.localName} class="${element.getAttribute('class') ?? ''}">`;
          if (
            element.matches(
              'script, iframe, object, embed, link, meta, base, style, template, math, frame, video, audio, source, foreignObject, use, animate, set, marquee, details, dialog, input:not(.field), form form',
            )
          )
            forbidden.push(name);
          for (const { name: attribute, value } of element.attributes) {
            if (/^(on|srcdoc$|formaction$|action$|xlink|ping$|srcset$|background$)/i.test(attribute))
              forbidden.push(`${name} ${attribute}=${value}`);
          }
          // What was fetched as a picture is one to the browser too, or nothing.
          const picture = element.matches('.picture[href^="blob:"]:has(img)');
          if (
            element instanceof HTMLAnchorElement &&
            !picture &&
            !/^(https?|mailto|tel):$/.test(element.protocol)
          )
            forbidden.push(`${name} href=${element.getAttribute('href')}`);
          const scrolls = element.parentElement?.closest('pre');
          const box = element.getBoundingClientRect();
          if (!panel.contains(element) || element.closest('.unseen, svg, option') || scrolls || !box.width)
            continue;
          if (box.left < frame.left - 1 || box.right > frame.right + 1)
            stickingOut.push(`${name} ${element.textContent?.slice(0, 40)}`);
        }
        const log = panel.querySelector('.log');
        if (log && log.scrollWidth > log.clientWidth + 1) stickingOut.push('the list can be pushed sideways');
        return {
          executed: window.__executed?.splice(0) ?? ['the hook is gone'],
          violations: window.__broken?.splice(0) ?? ['the hook is gone'],
          forbidden,
          stickingOut,
          elements: elements.length,
        };
      });
      findings.executed.push(...seen.executed);
      findings.violations.push(...seen.violations);
      findings.forbidden.push(...seen.forbidden);
      findings.stickingOut.push(...seen.stickingOut);
      return seen.elements;
    },
  };
}
