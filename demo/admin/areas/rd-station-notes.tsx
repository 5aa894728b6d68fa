import { CopyButton } from '../../kit/parts/copy-button.tsx';
import type { AreaExtraProps } from './area-extras.tsx';

/** What has to be set until a lead arrives, and where it arrives. */
export function RdStationNotes({ facts, settings }: AreaExtraProps) {
  const { token, url } = facts.rdStation;
  const saved = (id: string) => settings.entries.value?.get(id)?.setting.value.value;
  const missing = [
    ...(saved('Livechat_RDStation_Token') === '' ? ['token'] : []),
    ...(saved('Porthole_rdstation_url') === '' ? ['address'] : []),
  ];
  return (
    <>
      <p role="status">
        {missing.length > 0
          ? `No leads are sent: there is no ${missing.join(' and no ')}.`
          : 'Visitors with an email address are sent as leads.'}
      </p>
      <p class="soft">
        The sample RD Station at <code class="mono">{url}</code> takes the token below. Its leads, and what
        was sent: <a href="#webhooks">Webhooks</a>.
      </p>
      <div class="row">
        <code class="mono">{token}</code>
        <CopyButton text={token} label="Copy the token" />
      </div>
    </>
  );
}
