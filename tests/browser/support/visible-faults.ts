import type { Locator } from 'playwright-core';

/**
 * What is wrong to the eye in the pop-up as it shows now: things that stick out of it, targets under 24 px, text with less contrast
 * than WCAG AA asks. Empty: nothing.
 */
export async function visibleFaults(dialog: Locator): Promise<string[]> {
  return dialog.evaluate(async (panel) => {
    // It comes in with a short movement.
    await Promise.all(panel.getAnimations().map(({ finished }) => finished));
    const faults: string[] = [];
    const frame = panel.getBoundingClientRect();
    if (frame.left < 0 || frame.top < 0 || frame.right > innerWidth || frame.bottom > innerHeight)
      faults.push(`the panel leaves the window: ${JSON.stringify(frame)}`);
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    /** Colours painted over each other, the first at the bottom. */
    const painted = (colours: string[]): number[] => {
      for (const colour of colours) {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
      }
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (colour: number[]): number =>
      colour
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, i) => sum + value * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0);

    for (const element of panel.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (element.closest('.unseen, svg') || box.width === 0 || style.visibility === 'hidden') continue;
      const name = `<${element.localName} class="${element.className}"> ${element.textContent?.slice(0, 30)}`;
      if (box.left < frame.left - 1 || box.right > frame.right + 1) {
        if (!element.closest('pre')) faults.push(`${name} sticks out`);
      }
      if (element.matches('button, input, select, textarea') && (box.width < 24 || box.height < 24))
        faults.push(`${name} is ${box.width} × ${box.height}`);
      const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      // What cannot be used now may be pale. @see WCAG 2.2, 1.4.3
      if (!ownText || element.closest('[aria-disabled=true], .sending')) continue;
      const behind: string[] = [];
      for (let at: Element | null = element; at; at = at === panel ? null : at.parentElement)
        behind.unshift(getComputedStyle(at).backgroundColor);
      const [dark, light] = [luminance(painted(behind)), luminance(painted([...behind, style.color]))].sort(
        (a, b) => a - b,
      ) as [number, number];
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < 4.5) faults.push(`${name} has contrast ${contrast.toFixed(2)}`);
    }
    return faults;
  });
}
