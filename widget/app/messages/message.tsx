import type { ComponentType } from 'preact';
import type { ChatMessage, Porthole } from '../../state/porthole.ts';
import type { ChatT, Given } from './given.ts';

interface Props {
  message: ChatMessage;
  porthole: Porthole;
}

/** One bubble. Rendered again only when its message has changed; when that fails, as plain text. */
export function createMessage(
  { h, Fragment, Component, Slot, Written, problemText, ui }: Given,
  t: ChatT,
): ComponentType<Props> {
  return class Message extends Component<Props, { broken?: boolean }> {
    override shouldComponentUpdate({ message }: Props, { broken }: { broken?: boolean }) {
      return message !== this.props.message || !!broken;
    }

    override componentDidCatch() {
      this.setState({ broken: true });
    }

    override render({ message, porthole }: Props, { broken }: { broken?: boolean }) {
      const { id, text, state, problem, edited, attachments } = message;
      const shared = attachments?.[0] && <Slot name="attachments" message={message} ui={ui} />;
      return (
        <>
          {shared}
          {(text || !shared) && (
            <div class={`bubble ${state}`} dir="auto">
              {broken ? text : <Written text={text} />}
              {edited && <small> {t('edited')}</small>}
            </div>
          )}
          {state === 'failed' && (
            <p class="error" role="alert">
              {problem ? problemText(problem) : t('notSent')}
              <button type="button" onClick={() => porthole.retry(id)}>
                {t('retry')}
              </button>
              <button type="button" onClick={() => porthole.discard(id)}>
                {t('discard')}
              </button>
            </p>
          )}
        </>
      );
    }
  };
}
