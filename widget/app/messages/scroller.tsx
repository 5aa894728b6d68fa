import type { ComponentChildren, ComponentType } from 'preact';
import type { ChatMessage } from '../../state/porthole.ts';
import type { ChatT, Given } from './given.ts';

interface Props {
  messages: readonly ChatMessage[];
  onTop(): void;
  children: ComponentChildren;
}
interface State {
  away: boolean;
  /** Agents' messages that came while the visitor was reading further up. */
  missed: number;
  /** What a screen reader is told. */
  said: string;
}
/** In px: closer to the end than this, and the list follows. */
const NEAR = 120;

/**
 * Keeps the newest message in view unless the visitor reads further up, and says what agents write.
 * @note The list is laid out in reverse (CSS), so that the browser itself holds on to its end, and to the place when older ones
 * come in above; `scrollTop` is 0 at the end and negative above it.
 */
export function createScroller({ h, Component, Icon }: Given, t: ChatT): ComponentType<Props> {
  class Scroller extends Component<Props, State> {
    override state: State = { away: false, missed: 0, said: '' };
    box: { current: HTMLDivElement | null } = { current: null };

    override componentDidMount() {
      // Not every browser lets the keyboard into what scrolls.
      if (this.box.current) this.box.current.tabIndex = 0;
    }

    override getSnapshotBeforeUpdate() {
      return this.box.current?.scrollHeight;
    }

    override componentDidUpdate(before: Props, _: State, heightBefore: number) {
      const box = this.box.current;
      const last = this.props.messages.at(-1);
      const lastBefore = before.messages.at(-1);
      if (!box || !last || last.id === lastBefore?.id) return;
      const near = box.scrollTop > -NEAR;
      box.scrollTop = near || last.from === 'visitor' ? 0 : box.scrollTop + heightBefore - box.scrollHeight;
      if (last.from === 'agent' && lastBefore)
        this.setState({
          said: `${last.author?.name}: ${last.text}`,
          missed: near ? 0 : this.state.missed + 1,
        });
    }

    scrolled = () => {
      const box = this.box.current;
      if (!box) return;
      const away = box.scrollTop < -NEAR;
      if (away !== this.state.away) this.setState({ away, missed: 0 });
      if (box.scrollHeight - box.clientHeight + box.scrollTop < NEAR) this.props.onTop();
    };

    override render({ children }: Props, { away, missed, said }: State) {
      return (
        <div class="scroller">
          <div
            ref={this.box}
            class="log"
            role="log"
            aria-live="off"
            aria-label={t('messages')}
            onScroll={this.scrolled}
          >
            <ol>{children}</ol>
          </div>
          {away && (
            <button
              type="button"
              class="round jump"
              aria-label={t('newest')}
              onClick={() => this.box.current?.scrollTo(0, 0)}
            >
              <Icon path="M12 4v15m7-7-7 7-7-7" />
              {missed > 0 && <b>{missed}</b>}
            </button>
          )}
          <p class="unseen" aria-live="polite">
            {said}
          </p>
        </div>
      );
    }
  }
  return Scroller;
}
