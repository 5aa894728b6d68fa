/** What the server's administrator wants said, and when. */
export interface Trigger {
  id: string;
  /** Once for a visitor, not once a page. */
  once: boolean;
  /** Any of them is enough. `value`: seconds, or a regular expression. */
  conditions: { name: string; value: string }[];
  actions: Action[];
}
export interface Action {
  name: string;
  msg: string;
  /** `queue`: the agent who would get the chat; else `name`. */
  sender: string;
  /** Of the sender. */
  author: string;
  /** What is said when the outside service does not answer. */
  fallback: string;
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(Object) : []);

/** `triggers` of the config. What is no trigger is left out. @see core-typings `ILivechatTrigger` */
export function decodeTriggers(triggers: unknown): Trigger[] {
  return list(triggers).flatMap(({ _id, runOnce, conditions, actions }) => {
    const id = text(_id);
    if (!id) return [];
    return {
      id,
      once: runOnce === true,
      conditions: list(conditions).map(({ name, value }) => ({ name: text(name), value: text(value) })),
      actions: list(actions).map(({ name, params }) => {
        const { msg, sender, name: author, serviceFallbackMessage } = Object(params);
        return {
          name: text(name),
          msg: text(msg),
          sender: text(sender),
          author: text(author),
          fallback: text(serviceFallbackMessage),
        };
      }),
    };
  });
}
