/** The address when a visitor may follow it (web, mail, telephone), else undefined. Relative ones are not: they would point into the site. */
export function safeUrl(address: string): string | undefined {
  try {
    const { href, protocol } = new URL(address);
    return /^(https?|mailto|tel):$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
