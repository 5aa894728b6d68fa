import type { WireFile, WireFileAttachment } from './attachment.ts';
import type { WireDate } from './date.ts';

export interface WireUser {
  _id: string;
  username: string;
  name?: string;
}

/** A message, in REST answers and `stream-room-messages` frames alike. @see core-typings `IMessage` */
export interface WireMessage {
  /** 17 characters; a client may choose it, which makes a retry harmless. */
  _id: string;
  rid: string;
  msg: string;
  ts: WireDate;
  u: WireUser;
  /** System message type, e.g. `livechat-close`; absent on what people write. */
  t?: string;
  /** Only on the visitor's own messages. */
  token?: string;
  /** Display name of the visitor. */
  alias?: string;
  groupable?: boolean;
  editedAt?: WireDate;
  editedBy?: { _id: string; username: string };
  transcriptRequested?: boolean;
  /** Why a chat was put on hold or goes on. */
  comment?: string;
  transferData?: TransferData;
  /** The first of `files`, for older clients. */
  file?: WireFile;
  files?: WireFile[];
  attachments?: WireFileAttachment[];
  _updatedAt?: WireDate;
}

export interface TransferData {
  scope:
    | 'agent'
    | 'department'
    | 'queue'
    | 'autoTransferUnansweredChatsToAgent'
    | 'autoTransferUnansweredChatsToQueue';
  comment?: string;
  /** `agent`: who served; `user`: another one. */
  transferredBy: {
    _id: string;
    username: string;
    name?: string;
    userType: 'agent' | 'user' | 'visitor' | 'system';
  };
  ts?: WireDate;
  /** Id. */
  previousDepartment?: string;
  transferredTo?: WireUser;
  nextDepartment?: { _id: string; name: string };
}

/** System message types that this product writes. @see core-typings `MessageTypes` */
export const MESSAGE_TYPES = {
  started: 'livechat-started',
  closed: 'livechat-close',
  command: 'command',
  userJoined: 'uj',
  userLeft: 'ul',
  transferred: 'livechat_transfer_history',
  navigation: 'livechat_navigation_history',
  transcript: 'livechat_transcript_history',
  removed: 'rm',
  onHold: 'omnichannel_placed_chat_on_hold',
  resumed: 'omnichannel_on_hold_chat_resumed',
} as const;

/** `msg` of a message of type `command`. */
export const COMMANDS = { connected: 'connected', promptTranscript: 'promptTranscript' } as const;

/** Alphabet of 17-character ids. @see meteor `Random.id` */
export const ID_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz';
export const ID_LENGTH = 17;
