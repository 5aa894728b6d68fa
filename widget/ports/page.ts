/** What happens to the page. `online`: the network is back. `pagehide`, `pageshow`: left, or frozen and thawed (back/forward cache). */
export type PageEvent = 'visibilitychange' | 'online' | 'pagehide' | 'pageshow';

/** The page that embeds the widget. */
export interface Page {
  isVisible(): boolean;
  where(): { href: string; title: string; host: string };
  /** The answer stops listening. */
  listen(happened: (event: PageEvent) => void): () => void;
}
