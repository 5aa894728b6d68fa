import type { ComponentType } from 'preact';
import type { Given } from './given.ts';

export interface AvatarProps {
  name: string;
  url: string | undefined;
}

/** The agent's picture over the first letter of the name, which shows when there is none or the site's policy forbids it. */
export const createAvatar =
  ({ h }: Given): ComponentType<AvatarProps> =>
  ({ name, url }) => (
    <span class="avatar" aria-hidden="true">
      {[...name][0]}
      {url && (
        <img
          src={url}
          alt=""
          onError={({ currentTarget }) => {
            currentTarget.hidden = true;
          }}
        />
      )}
    </span>
  );
