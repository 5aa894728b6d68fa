import type { AgentConsole } from '../state/create-console.ts';

/** Whether the agent takes chats: the one control that decides what visitors see. */
export function AvailabilitySwitch({ console }: { console: AgentConsole }) {
  const on = console.available.value;
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={on}
      aria-label="Take chats"
      disabled={console.busy.value === 'availability'}
      onClick={() => void console.setAvailable(!on)}
    >
      <span class="track" aria-hidden="true">
        <span class="thumb" />
      </span>
      <span aria-hidden="true">{on ? 'Online' : 'Offline'}</span>
    </button>
  );
}
