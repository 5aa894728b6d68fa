import type { PortholeHost } from '../../../../widget/app/host.ts';

/** A host element with its launcher in the page, as the loader makes it; `told` are the callbacks so far. */
export function fakeHost(): PortholeHost & { told: unknown[][] } {
  const element = document.createElement('div');
  const root = element.attachShadow({ mode: 'open' });
  const launcher = document.createElement('button');
  root.append(launcher);
  document.body.append(element);
  const told: unknown[][] = [];
  return {
    server: 'https://chat.example',
    element,
    root,
    launcher,
    config: Promise.resolve(undefined),
    calls: [],
    emit: (...callback) => told.push(callback),
    told,
  };
}

/** jsdom knows no media queries: those that contain one of `matching` hold. */
export function fakeMedia(...matching: string[]): void {
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: matching.some((part) => media.includes(part)),
      onchange: null,
      addListener() {},
      removeListener() {},
    });
}
