/** An area of the settings, as the product's document has them. */
export interface Area {
  /** As the server calls it: the `section` of a setting. */
  name: string;
  title: string;
  /** What it is about, in a sentence. */
  about: string;
  /** Its place in the address of the page: `#settings/<slug>`. */
  slug: string;
}

const KNOWN: readonly [name: string, title: string, about: string][] = [
  ['Enable', 'Enable Omnichannel', 'Whether there is livechat at all.'],
  ['Business Hours', 'Business Hours', 'When agents take chats.'],
  ['CRM Integration', 'CRM Integration', 'What another system is told of chats, by webhook.'],
  ['External Frame', 'External Frame', 'A page of yours beside each chat in the agent console.'],
  ['Facebook', 'Facebook', 'Chats with people who write to your Facebook page.'],
  ['GDPR', 'GDPR', 'Consent, and what is kept of visitors.'],
  ['Livechat', 'Livechat', 'How the pop-up looks, what it asks and what it offers.'],
  ['RD Station', 'RD Station', 'Visitors as leads in RD Station.'],
  ['Routing', 'Routing', 'Which agent gets which chat, and who waits.'],
  ['Sessions', 'Sessions', 'What happens when visitors or agents leave a chat.'],
  ['General', 'General', 'Settings of the whole server that chats depend on.'],
];

/** In the order of the document, the general ones last. */
export const AREAS: readonly Area[] = KNOWN.map(([name, title, about]) => ({
  name,
  title,
  about,
  slug: name.toLowerCase().replaceAll(' ', '-'),
}));
