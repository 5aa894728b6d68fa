import type { Credentials } from '../../kit/rest.ts';
import { encryptToken } from './encrypt-token.ts';
import type { FrameSettings } from './frame-settings.ts';

/**
 * Address of the page beside a chat: that of the settings with `uid`, `rid` and, encrypted, the agent's token `t`. Without a key there is
 * no `t`: whoever sees the address (logs, histories, those that the page asks for pictures) would have the agent's session.
 * Rejects when address or key are none.
 * @note A real server's client encrypts the token, and then puts the plain one into the address.
 * @see Rocket.Chat `client/views/omnichannel/ExternalFrameContainer.tsx`
 */
export async function frameAddress(
  { url, key }: FrameSettings,
  { userId, authToken }: Credentials,
  rid: string,
): Promise<string> {
  const address = new URL(url);
  address.searchParams.append('uid', userId);
  address.searchParams.append('rid', rid);
  if (key !== '') address.searchParams.append('t', await encryptToken(authToken, key));
  return address.href;
}
