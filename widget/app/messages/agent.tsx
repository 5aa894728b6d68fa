import type { ComponentType } from 'preact';
import type { AgentView } from '../../state/porthole.ts';
import type { AvatarProps } from './avatar.tsx';
import type { ChatT, Given } from './given.ts';

/** Who one talks to, in the header. */
export const createAgent =
  (
    { h, Fragment }: Given,
    t: ChatT,
    Avatar: ComponentType<AvatarProps>,
  ): ComponentType<{ agent: AgentView }> =>
  ({ agent: { name, avatarUrl, status } }) => (
    <>
      <Avatar name={name} url={avatarUrl} />
      <div>
        <h2 dir="auto">{name}</h2>
        {status && <p class={status}>{t(status)}</p>}
      </div>
    </>
  );
