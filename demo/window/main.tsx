import '../kit/kit.css';
import './window.css';
import { render } from 'preact';
import { fetchFacts } from '../kit/facts.ts';
import { Empty } from '../kit/parts/empty.tsx';
import { WindowApp } from './window-app.tsx';

const root = document.getElementById('app');
const facts = await fetchFacts();
if (root && facts) {
  render(<WindowApp facts={facts} />, root);
} else if (root) {
  render(
    <Empty icon="again" title="The demo does not answer" text="Is npm start running? Reload to try again." />,
    root,
  );
}
