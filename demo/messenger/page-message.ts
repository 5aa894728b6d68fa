/** A line of the chat between a person on Facebook and the page, as the stand-in for Messenger has it. */
export interface PageMessage {
  /** 1, 2, … since the start. */
  number: number;
  from: 'person' | 'page';
  text: string;
  /** What the server said when it did not take the message. */
  refused?: string;
}

/** What the desk is shown of the stand-in. */
export interface MessengerState {
  person: string;
  /** Oldest first. */
  messages: PageMessage[];
}
