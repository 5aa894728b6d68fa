import { useSignal } from '@preact/signals';
import { prettyJson } from '../../kit/json-pieces.ts';
import { CopyButton } from '../../kit/parts/copy-button.tsx';
import { JsonView } from '../../kit/parts/json-view.tsx';
import { secondsWords } from '../../kit/time-words.ts';
import { type CrmEntry, typeOfBody } from '../model/crm-entry.ts';
import { verdictOf } from '../model/verdict-of.ts';

/** One request that the CRM got, with payload and headers once opened. The newest is open until somebody closes it. */
export function CrmItem({ entry, isNewest }: { entry: CrmEntry; isNewest: boolean }) {
  const chosen = useSignal<boolean>();
  const open = chosen.value ?? isNewest;
  const { kind, words } = verdictOf(entry);
  const type = typeOfBody(entry.body);
  return (
    <li class="item">
      <div class="item-head">
        <button
          type="button"
          class="item-title"
          aria-expanded={open}
          onClick={() => {
            chosen.value = !open;
          }}
        >
          <span class="caret" aria-hidden="true">
            ›
          </span>
          <strong class="clip">{type}</strong>
        </button>
        <span class={`badge ${kind}`}>{words}</span>
      </div>
      <p class="item-line soft">
        <span>#{entry.number}</span>
        {entry.at !== undefined && <span>{secondsWords(entry.at)}</span>}
        <span>{entry.verdict === 'wrong-token' ? 'token refused' : 'token checked'}</span>
      </p>
      {open && (
        <>
          <JsonView body={entry.body} label={`Payload of ${type}`} />
          <div class="row end">
            <CopyButton text={prettyJson(entry.body)} label="Copy JSON" />
          </div>
          <table class="headers">
            <caption>Headers</caption>
            <tbody>
              {entry.headers.map(([name, value], index) => (
                <tr key={`${index}${name}`}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </li>
  );
}
