import type { ComponentChildren } from 'preact';
import type { Made, View, ViewProps } from '../given.ts';
import { live } from '../live.ts';
import { made, want } from '../load-part.ts';

interface Props extends ViewProps {
  name: { [Name in keyof Made]: Made[Name] extends View ? Name : never }[keyof Made];
  /** Shows until the part is there; without it nothing does. */
  meanwhile?: ComponentChildren;
}

/** The place of a part's view. The part is loaded when the place first shows; what cannot be had is tried again. */
export const Slot = live(({ name, meanwhile, ...props }: Props) => {
  const Shown = made.value[name];
  if (Shown === undefined) want(name).catch(() => {});
  return Shown ? <Shown {...props} /> : meanwhile;
});
