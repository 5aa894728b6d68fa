/** What a newcomer does after `npm start`, one line a step. The README carries the same lines. */
export const WHAT_TO_DO: readonly string[] = [
  'In the shop, click the round button. Nobody is there yet: leave your name, email and a message.',
  'In the webhook desk, see LivechatOfflineMessage arrive at the sample CRM.',
  'In the agent console, log in (anna / anna is filled in) and switch to online.',
  'In the shop, open the chat and write. In the agent console, answer.',
  'In the agent console, end the chat with a comment and tags. LivechatSession arrives at the desk.',
  'In the webhook desk, let the CRM fail twice, send a test or end another chat, and watch the retries.',
  'In the webhook desk, open Settings and change something: title, colour, routing, hours. The shop and the agents follow, without a reload.',
];
