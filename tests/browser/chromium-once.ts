import { findChromium } from './support/find-chromium.ts';

/** Vitest `globalSetup` of projects whose tests drive a browser and load nothing of ours: finds or installs a Chromium. */
export default function chromiumOnce(): void {
  findChromium({ install: true });
}
