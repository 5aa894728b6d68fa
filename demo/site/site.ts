/** The page's own script: only the copy button. The chat comes from the snippet. */
const code = document.getElementById('snippet-code');
const copied = document.getElementById('copied');

document.getElementById('copy')?.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(code?.textContent ?? '');
    say('Copied.');
  } catch {
    // Not allowed, or not a secure address: select the text, so that the keyboard can copy it.
    if (code) getSelection()?.selectAllChildren(code);
    say('Selected: press Ctrl or ⌘ and C.');
  }
});

function say(text: string): void {
  if (copied) copied.textContent = text;
}
