import '../kit/kit.css';
import './desk.css';
import './hours.css';
import './settings.css';
import { render } from 'preact';
import { fetchDeskFacts } from '../kit/facts.ts';
import { Empty } from '../kit/parts/empty.tsx';
import { createDesk } from './state/create-desk.ts';
import { DeskApp } from './views/desk-app.tsx';

const root = document.getElementById('app');
const facts = await fetchDeskFacts();
if (root && facts) {
  render(<DeskApp facts={facts} desk={createDesk(facts)} />, root);
} else if (root) {
  render(
    <Empty icon="again" title="The demo does not answer" text="Is npm start running? Reload to try again." />,
    root,
  );
}
