/** News between the pages of the demo that no server tells. */
export type DemoNews = 'widget-settings-changed';

const NAME = 'porthole-demo';

export function tellDemo(news: DemoNews): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(news);
  channel.close();
}

/** Calls `onNews` for each; the answer ends it. */
export function hearDemo(onNews: (news: DemoNews) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'widget-settings-changed') onNews(data);
  };
  return () => channel.close();
}
