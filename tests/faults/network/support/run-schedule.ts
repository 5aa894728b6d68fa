import { type Agent, logIn } from '../../../widget/support/agent.ts';
import { say, type Tab } from '../../../widget/support/world.ts';
import { type ChaosWorld, startChaosWorld } from './chaos-world.ts';
import { type Comparison, compareOrder } from './compare-order.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export interface ScheduleOptions {
  seed: number;
  /** Messages of the visitor, and as many of the agent. */
  messages: number;
  /** How many times faster than real time the widget's clock runs. */
  speed: number;
}

export interface ScheduleResult {
  seed: number;
  /** What the agent sees of the visitor's, and each tab of the visitor's of the agent's. */
  toAgent: Comparison;
  toVisitor: Comparison;
  struck: ChaosWorld['proxy']['struck'];
  restarts: number;
  reloads: number;
  tabs: number;
  failures: string[];
  /** Why the sides still differed when the time was up. */
  stuck: string[];
}

/** Real time that both sides get to agree once the network is good again. */
const SETTLE_MS = 40_000;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One visitor and one agent write to each other over one bad network; then it is good again, and what each has is compared. */
export async function runSchedule({ seed, messages, speed }: ScheduleOptions): Promise<ScheduleResult> {
  const random = seededRandom(seed);
  const world = await startChaosWorld(random, speed);
  const counts = { restarts: 0, reloads: 0 };
  try {
    const agents = await Promise.all(['anna', 'ben'].map((name) => logIn(world.url, name)));
    const tabs = Array.from({ length: random.between(1, 2) }, () => world.tab());
    const texts = (who: string): string[] => Array.from({ length: messages }, (_, i) => `${who} ${i}`);
    const [visitors, agentsOwn] = [texts('visitor'), texts('agent')];
    let writing = true;
    const troubles = makeTrouble(world, tabs, random.branch('trouble'), counts, () => writing);
    await Promise.all([
      visitorWrites(tabs, visitors, random.branch('visitor')),
      agentWrites(world, agents, agentsOwn, random.branch('agent')),
    ]);
    writing = false;
    await troubles;
    world.proxy.calm();

    const [agent = agents[0]] = agents;
    if (!agent) throw new Error('no agent');
    const [rid = ''] = world.rooms();
    const stuck: string[] = [];
    let seen: { toAgent: string[]; toVisitor: string[][] };
    for (const deadline = Date.now() + SETTLE_MS; ; await wait(50)) {
      seen = { toAgent: await seenByAgent(world, rid), toVisitor: await Promise.all(tabs.map(seenInTab)) };
      const waiting = tabs.flatMap(({ porthole }) =>
        porthole.messages.value.filter(({ state }) => state !== 'sent'),
      );
      const short = [seen.toAgent, ...seen.toVisitor].some(({ length }) => length < messages);
      if (!waiting.length && !short) break;
      if (Date.now() < deadline) continue;
      stuck.push(
        `${world.rooms().length} rooms, unsent ${waiting.map(({ text, state }) => `${text} (${state})`).join()}`,
        ...tabs.map(
          ({ porthole: { screen, connection, older, messages: shown } }) =>
            `tab: ${screen.value}, ${connection.value}, older ${older.value}, ${shown.value.length} messages, ` +
            `lacks ${agentsOwn.filter((own) => !shown.value.some(({ text }) => text === own)).join()}`,
        ),
      );
      break;
    }
    // Whatever is still under way, such as a repeated request, may not change anything any more.
    await wait(100);
    seen = { toAgent: await seenByAgent(world, rid), toVisitor: await Promise.all(tabs.map(seenInTab)) };
    return {
      seed,
      toAgent: compareOrder(visitors, seen.toAgent),
      toVisitor: worst(seen.toVisitor.map((inTab) => compareOrder(agentsOwn, inTab))),
      struck: world.proxy.struck,
      ...counts,
      tabs: tabs.length,
      failures: world.failures,
      stuck,
    };
  } finally {
    await world.close();
  }
}

async function visitorWrites(tabs: Tab[], texts: string[], random: SeededRandom): Promise<void> {
  for (const text of texts) {
    await wait(random.between(0, 60));
    const { porthole } = random.pick(tabs);
    say(porthole, text);
    // Another tab hears of it a moment later, as in a browser.
    await wait(0);
  }
}

async function agentWrites(
  world: ChaosWorld,
  agents: Agent[],
  texts: string[],
  random: SeededRandom,
): Promise<void> {
  while (!world.rooms().length) await wait(10);
  const [rid = ''] = world.rooms();
  for (const [i, msg] of texts.entries()) {
    await wait(random.between(0, 60));
    const send = (): Promise<boolean> =>
      Promise.any(
        agents.map((agent) =>
          agent.call('POST', 'chat.sendMessage', { message: { rid, msg, _id: `a${i}` } }),
        ),
      ).then(
        () => true,
        () => false,
      );
    // The server may be down, or nobody serves the room yet.
    while (!(await send())) await wait(20);
  }
}

/** Restarts, reloads, pages that freeze, networks that come and go, until the writing is done. */
async function makeTrouble(
  world: ChaosWorld,
  tabs: Tab[],
  random: SeededRandom,
  counts: { restarts: number; reloads: number },
  goesOn: () => boolean,
): Promise<void> {
  const kinds = (['restart', 'reload', 'freeze', 'network', 'none', 'none'] as const).filter(() =>
    random.chance(0.7),
  );
  while (goesOn()) {
    await wait(random.between(50, 500));
    const at = random.between(0, tabs.length - 1);
    const tab = tabs[at];
    if (!tab || !kinds.length || !goesOn()) continue;
    const kind = random.pick(kinds);
    if (kind === 'restart') {
      counts.restarts += 1;
      await world.restart(random.between(0, 200));
    } else if (kind === 'reload') {
      counts.reloads += 1;
      world.leave(tab);
      tabs[at] = world.tab();
    } else if (kind === 'freeze') {
      tab.ports.visible = false;
      tab.ports.happen('pagehide');
      await wait(random.between(0, 200));
      tab.ports.visible = true;
      tab.ports.happen('pageshow');
    } else if (kind === 'network') {
      if (random.chance(0.5)) tab.ports.cut();
      tab.ports.happen('online');
    }
  }
}

/** What an agent reads of the visitor's, oldest first, as the REST API tells it. */
async function seenByAgent(world: ChaosWorld, rid: string): Promise<string[]> {
  // A connection that is kept alive may be one of the server before its last restart.
  const admin = await logIn(world.url, 'admin').catch(() => logIn(world.url, 'admin'));
  const { messages } = await admin.call<{ messages: { msg: string }[] }>(
    'GET',
    `livechat/${rid}/messages?count=0`,
  );
  return messages
    .map(({ msg }) => msg)
    .filter((msg) => msg.startsWith('visitor'))
    .reverse();
}

async function seenInTab({ porthole }: Tab): Promise<string[]> {
  if (porthole.older.value === 'some') await porthole.loadOlder();
  return porthole.messages.value.filter(({ from }) => from === 'agent').map(({ text }) => text);
}

function worst(all: Comparison[]): Comparison {
  const sum = (key: keyof Comparison): number => Math.max(0, ...all.map((one) => one[key]));
  return { lost: sum('lost'), doubled: sum('doubled'), outOfOrder: sum('outOfOrder') };
}
