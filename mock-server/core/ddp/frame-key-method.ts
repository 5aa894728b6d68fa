import type { User } from '../../store/documents.ts';
import { can } from '../auth/permissions.ts';
import type { CoreContext } from '../context.ts';
import { MeteorError } from '../meteor-error.ts';
import { newEncryptionKey } from '../settings/new-encryption-key.ts';

/**
 * `omnichannelExternalFrameGenerateKey`: a key for the external frame; whoever asked for it saves the setting. `message` is all that a real
 * server answers: there the method has a second half in the client, which makes the key.
 * @throws MeteorError `error-not-allowed`
 * @see Rocket.Chat `livechat/{server,client}/externalFrame/generateNewKey.ts`
 */
export async function frameKeyMethod({ store }: CoreContext, user: User): Promise<unknown> {
  if (!can(store, user, 'edit-privileged-setting')) throw new MeteorError('error-not-allowed', 'Not allowed');
  return { message: 'Generating_key', key: await newEncryptionKey() };
}
