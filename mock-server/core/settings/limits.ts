import type { SettingId } from './definitions.ts';
import { isEncryptionKey } from './is-encryption-key.ts';

type Plain = string | number | boolean;
/** Answers what is wrong, or undefined. */
type Limit = (value: Plain) => string | undefined;

const atLeast =
  (least: number): Limit =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least
      ? undefined
      : `the value must be a whole number of at least ${least}`;

/** Ten years: more would leave what a date can be. */
const LONGEST_SECONDS = 315_360_000;

const seconds: Limit = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= LONGEST_SECONDS
    ? undefined
    : `the value must be a whole number of seconds, from 0 to ${LONGEST_SECONDS}`;

const webAddress: Limit = (value) => {
  if (value === '') return undefined;
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:'
    ? undefined
    : 'the value must be empty or an http or https address';
};

/** What an HTTP header can carry: anything else would make every webhook fail when it is sent. */
const headerText: Limit = (value) =>
  /^[\x20-\x7e\xa0-\xff]*$/.test(String(value)) && String(value) === String(value).trim()
    ? undefined
    : 'the value goes into an HTTP header: no line breaks, no control characters, Latin letters only, no space at the ends';

const encryptionKey: Limit = (value) =>
  value === '' || isEncryptionKey(String(value))
    ? undefined
    : 'the value must be empty or the JSON Web Key of an AES-GCM key of 256 bits';

const addresses: Limit = (value) =>
  value === '' ||
  String(value)
    .split(',')
    .every((one) => /^[^\s@]+@[^\s@]+$/.test(one.trim()))
    ? undefined
    : 'the value must be empty or e-mail addresses with commas between them';

const regularExpression: Limit = (value) => {
  try {
    new RegExp(String(value));
    return undefined;
  } catch (error) {
    // The engine quotes the whole expression before its reason.
    const reason = error instanceof Error ? error.message.slice(error.message.lastIndexOf(': ') + 2) : '';
    return `the value must be empty or a regular expression: ${reason}`;
  }
};

const colour: Limit = (value) =>
  /^(#[0-9a-f]{3,8}|[a-z]+(\([^;{}]*\))?|)$/i.test(String(value))
    ? undefined
    : 'the value must be empty or a colour as CSS writes it, such as #1d74f5';

/** An address instead of its host would shut out every site. */
const hosts: Limit = (value) =>
  String(value)
    .split(',')
    .every((host) => /^[^\s/]*$/.test(host.trim()))
    ? undefined
    : 'the value must be empty or hosts with commas between them, such as shop.example.com, without https://';

/** What a value must be beyond its type. Settings that are not here take any value of their type. */
const LIMITS: Partial<Record<SettingId, Limit>> = {
  Livechat_webhookUrl: webAddress,
  Porthole_rdstation_url: webAddress,
  Livechat_secret_token: headerText,
  Porthole_previous_secret_token: headerText,
  Livechat_http_timeout: atLeast(1),
  Livechat_lead_email_regex: regularExpression,
  Livechat_lead_phone_regex: regularExpression,
  API_Enable_Rate_Limiter_Limit_Calls_Default: atLeast(1),
  API_Enable_Rate_Limiter_Limit_Time_Default: atLeast(1),
  Livechat_guest_count: atLeast(0),
  Livechat_Room_Count: atLeast(0),
  Livechat_message_character_limit: atLeast(0),
  Message_MaxAllowedSize: atLeast(0),
  FileUpload_MaxFileSize: atLeast(-1),
  Livechat_offline_email: addresses,
  Livechat_title_color: colour,
  Livechat_offline_title_color: colour,
  Livechat_AllowedDomainsList: hosts,
  Livechat_agent_leave_action_timeout: seconds,
  Livechat_visitor_inactivity_timeout: seconds,
  Livechat_auto_close_on_hold_chats_timeout: seconds,
  Omnichannel_External_Frame_URL: webAddress,
  Omnichannel_External_Frame_Encryption_JWK: encryptionKey,
  Livechat_Facebook_API_Key: headerText,
  Porthole_facebook_send_url: webAddress,
  Livechat_External_Queue_URL: webAddress,
  Livechat_External_Queue_Token: headerText,
  Livechat_guest_pool_max_number_incoming_livechats_displayed: atLeast(0),
  // Below 1 counts as 5, as on a real server.
  Omnichannel_queue_delay_timeout: atLeast(0),
  Livechat_maximum_chats_per_agent: atLeast(0),
  Livechat_max_queue_wait_time: atLeast(-1),
  Livechat_auto_transfer_chat_timeout: atLeast(0),
  Livechat_number_most_recent_chats_estimate_wait_time: atLeast(1),
  Omnichannel_max_fallback_forward_depth: atLeast(0),
};

export function limitOf(id: SettingId, value: Plain): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'the value must be a finite number';
  return LIMITS[id]?.(value);
}
