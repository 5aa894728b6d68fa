import { Component } from 'preact';
import type { ChatMessage, Porthole } from '../../state/porthole.ts';
import { markdown } from '../markdown.tsx';
import { problemText, t } from '../text/words.ts';

interface Props {
  message: ChatMessage;
  porthole: Porthole;
}

/** A component of its own, so that its failure is one of a child: a boundary does not catch its own. */
const Written = ({ text }: { text: string }) => <>{markdown(text)}</>;

/** One bubble. Rendered again only when its message has changed; when that fails, as plain text. */
export class Message extends Component<Props, { broken?: boolean }> {
  override shouldComponentUpdate({ message }: Props, { broken }: { broken?: boolean }) {
    return message !== this.props.message || !!broken;
  }

  override componentDidCatch() {
    this.setState({ broken: true });
  }

  override render({ message, porthole }: Props, { broken }: { broken?: boolean }) {
    const { id, text, state, problem, edited } = message;
    return (
      <>
        <div class={`bubble ${state}`} dir="auto">
          {broken ? text : <Written text={text} />}
          {edited && <small> {t('edited')}</small>}
        </div>
        {state === 'failed' && (
          <p class="error" role="alert">
            {problem ? problemText(problem) : t('notSent')}{' '}
            <button type="button" onClick={() => porthole.retry(id)}>
              {t('retry')}
            </button>{' '}
            <button type="button" onClick={() => porthole.discard(id)}>
              {t('discard')}
            </button>
          </p>
        )}
      </>
    );
  }
}
