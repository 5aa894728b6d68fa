import type { Given, Made } from '../given.ts';
import { enConsent } from '../text/en-consent.ts';
import css from './consent.css?inline';

/** Asked before anything is sent: whether the visitor agrees to it. Who says no sees that nothing was sent, and may think again. */
export function create({ h, live, signal, createT, Written, style, ui }: Given): Made['consent'] {
  const t = createT(enConsent);
  const declined = signal(false);
  const { config, agree } = ui.porthole;
  style(css);

  return live(() => {
    const no = declined.value;
    const answer = (decline: boolean) => () => {
      declined.value = decline;
    };
    return (
      <div class="page consent" role="status">
        <h3 dir="auto">{t(no ? 'declinedTitle' : 'title')}</h3>
        <div dir="auto">
          <Written
            text={no ? t('declinedText') : config.value?.messages.dataProcessingConsentText || t('text')}
          />
        </div>
        <p>
          {no ? (
            <button type="button" class="agree" onClick={answer(false)}>
              {t('back')}
            </button>
          ) : (
            [
              <button key="agree" type="button" class="agree" onClick={() => void agree()}>
                {t('agree')}
              </button>,
              <button key="no" type="button" class="quiet" onClick={answer(true)}>
                {t('decline')}
              </button>,
            ]
          )}
        </p>
      </div>
    );
  });
}
