import { useSignal } from '@preact/signals';
import { Icon } from './icon.tsx';

/** How long "Copied" stays, in ms. */
const SAID_MS = 1600;

/** Copies a text; says whether that went well. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const said = useSignal<'nothing' | 'copied' | 'refused'>('nothing');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = 'copied';
    } catch {
      // Without focus or on an insecure address browsers refuse.
      said.value = 'refused';
    }
    setTimeout(() => {
      said.value = 'nothing';
    }, SAID_MS);
  };
  const words = { nothing: label, copied: 'Copied', refused: 'Not allowed here' }[said.value];
  return (
    <button type="button" class="button quiet small" onClick={() => void copy()}>
      <Icon name={said.value === 'copied' ? 'check' : 'copy'} size={15} />
      <span aria-live="polite">{words}</span>
    </button>
  );
}
