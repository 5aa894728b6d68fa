import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../kit/parts/icon.tsx';
import type { SharedFile } from '../model/shared-file.ts';
import type { Conversation } from '../state/create-conversation.ts';

interface Props {
  conversation: Conversation;
  file: SharedFile;
}

/** A file of a message: a picture as such, anything else to be saved. Fetched with the agent's login, which no address carries. */
export function MessageFile({ conversation, file: { name, path, isPicture } }: Props) {
  const [src, setSrc] = useState('');
  const [isGone, setIsGone] = useState(false);
  const read = async (): Promise<string> => {
    const outcome = await conversation.file(path);
    setIsGone(!outcome.ok);
    return outcome.ok ? URL.createObjectURL(outcome.value) : '';
  };
  const save = async (): Promise<void> => {
    const href = await read();
    if (href) Object.assign(document.createElement('a'), { href, download: name }).click();
  };
  useEffect(() => {
    if (isPicture) void read().then(setSrc);
  }, [path]);
  useEffect(() => () => URL.revokeObjectURL(src), [src]);
  return (
    <div class="shared">
      {src && <img src={src} alt={name} />}
      <button type="button" class="button small" onClick={() => void save()}>
        <Icon name="download" /> {name}
      </button>
      {isGone && <span role="alert">This file cannot be had</span>}
    </div>
  );
}
