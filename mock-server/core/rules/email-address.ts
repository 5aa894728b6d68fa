/** Longest address of a mailbox. @see RFC 5321 4.5.3.1.3 */
const LONGEST = 254;
/** One `@` between two texts without spaces. Only a mail would tell whether it exists. */
const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+$/;

/** The address in the form that is stored, or undefined when it cannot be one. */
export function toEmailAddress(text: string): string | undefined {
  const address = text.trim().toLowerCase();
  return address.length <= LONGEST && ADDRESS.test(address) ? address : undefined;
}
