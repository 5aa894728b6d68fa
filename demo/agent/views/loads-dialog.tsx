import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { every } from '../../kit/every.ts';
import { Dialog } from '../../kit/parts/dialog.tsx';
import type { AgentLoad } from '../model/agent-load.ts';
import type { AgentConsole } from '../state/create-console.ts';

const LOOK_EVERY_MS = 3000;

/** Who has how many chats, kept up to date while it is open. */
export function LoadsDialog({ console, onClose }: { console: AgentConsole; onClose(): void }) {
  const loads = useSignal<AgentLoad[] | undefined>(undefined);
  useEffect(
    () =>
      every(LOOK_EVERY_MS, async () => {
        loads.value = (await console.loads()) ?? loads.value;
      }),
    [console, loads],
  );
  return (
    <Dialog title="Chats of each agent" onClose={onClose}>
      {loads.value?.length === 0 && <p class="soft">Nobody has a chat.</p>}
      {loads.value !== undefined && loads.value.length > 0 && (
        <table class="loads">
          <thead>
            <tr>
              <th scope="col">Agent</th>
              <th scope="col">Department</th>
              <th scope="col">Chats</th>
            </tr>
          </thead>
          <tbody>
            {loads.value.map(({ id, username, department, chats }) => (
              <tr key={id}>
                <td>@{username}</td>
                <td class="soft">{department || 'None'}</td>
                <td>{chats}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="row end">
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
