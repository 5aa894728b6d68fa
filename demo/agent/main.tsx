import '../kit/kit.css';
import './agent.css';
import { render } from 'preact';
import { fetchFacts } from '../kit/facts.ts';
import { Empty } from '../kit/parts/empty.tsx';
import { createSession } from './state/create-session.ts';
import { AgentApp } from './views/agent-app.tsx';

const root = document.getElementById('app');
const facts = await fetchFacts();
if (root && facts) {
  render(<AgentApp server={facts.mock} session={createSession(facts.mock)} />, root);
} else if (root) {
  render(
    <Empty icon="again" title="The demo does not answer" text="Is npm start running? Reload to try again." />,
    root,
  );
}
