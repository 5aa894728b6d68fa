/**
 * Whether `FileUpload_MediaTypeBlackList` and `FileUpload_MediaTypeWhiteList` let a type in. Entries are separated by commas; `image/*`
 * stands for all of a kind. An empty white list lets in whatever the black list does not name.
 * @see Rocket.Chat `app/utils/lib/fileUploadRestrictions.ts`
 */
export function isAcceptedType(type: string, { white, black }: { white: string; black: string }): boolean {
  if (entries(black).some((entry) => covers(entry, type))) return false;
  const whiteEntries = entries(white);
  return whiteEntries.length === 0 || whiteEntries.some((entry) => covers(entry, type));
}

const entries = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter(Boolean);

function covers(entry: string, type: string): boolean {
  return entry === type || (entry.endsWith('/*') && type.startsWith(entry.slice(0, -1)));
}
