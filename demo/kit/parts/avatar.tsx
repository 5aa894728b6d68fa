/** Picture of a person, drawn by the server; decoration beside the name. */
export function Avatar({ server, username, size = 32 }: { server: string; username: string; size?: number }) {
  const url = `${server}/avatar/${encodeURIComponent(username)}`;
  return <img class="avatar" src={url} alt="" width={size} height={size} loading="lazy" />;
}
