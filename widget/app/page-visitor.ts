import type { PageDeps } from './page-api.ts';
import { isText, joined, type Method, object, text } from './page-method.ts';
import type { createPageRouting } from './page-routing.ts';

/** Who the visitor is, as the page knows. */
export function createPageVisitor(
  { ui: { porthole }, facts, visitor, rest }: PageDeps,
  setCustomField: Method,
  { setDepartment }: ReturnType<typeof createPageRouting>,
) {
  const { visit, known, cleared, mayTell } = facts;
  const { identify, retryLoad } = porthole;

  return {
    setGuestToken: text(
      (token) => token !== (visit.peek().token || known.peek().token) && identify({ token }),
    ),
    setGuestName: text((name) => identify({ name })),
    setGuestEmail: text((email) => identify({ email })),

    registerGuest: object(async ({ department, customFields = [], ...given }) => {
      const { token, name, email, phone } = given;
      const texts = Object.entries({ token, name, email, phone });
      const { phone: number, ...who } = Object.fromEntries(texts.filter(([, value]) => isText(value)));
      identify(who as typeof known.value);
      const complaints = texts.map(([key, value]) => value && !isText(value) && `${key} must be a text`);
      if (Array.isArray(customFields))
        for (const field of customFields) complaints.push(setCustomField(field));
      if (department) complaints.push(await setDepartment(department));
      await cleared();
      if (!visit.peek().registered) await visitor.register();
      if (number)
        await rest.call('visitor', () => true, { visitor: { token: visit.peek().token, phone: number } });
      // Where they have an open chat, it goes on here.
      await retryLoad();
      return joined(complaints);
    }),

    pageVisited(change) {
      const { token, rid } = visit.peek();
      const { href } = location;
      const pageInfo = { change: isText(change) ? change : 'url', title: document.title, location: { href } };
      // Before there is a visitor there is nobody to tell of; the first page is told with the first chat.
      if (mayTell.peek()) void rest.call('page.visited', () => true, { token, rid, pageInfo });
    },
  } satisfies Record<string, Method>;
}
