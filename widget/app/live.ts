import { effect } from '@preact/signals-core';
import { Component, type ComponentChildren, type ComponentType } from 'preact';

/**
 * A component that renders again when a signal that it read has changed.
 * @note Instead of the binding of `@preact/signals`, which weighs 1.7 kB more than the core alone and does more than we use.
 */
export function live<Props>(view: (props: Props) => ComponentChildren): ComponentType<Props> {
  class Live extends Component<Props> {
    stop = () => {};

    override componentWillUnmount() {
      this.stop();
    }

    override render() {
      let rendered: ComponentChildren;
      let tracking = true;
      this.stop();
      this.stop = effect(() => {
        if (tracking) rendered = view(this.props as Props);
        else this.setState({});
        tracking = false;
      });
      return rendered;
    }
  }
  return Live as ComponentType<Props>;
}
