/** A person as the sample RD Station knows them: the newest values of all conversions with their e-mail address. */
export interface Lead {
  email: string;
  name?: string;
  phone?: string;
  tags: string[];
  /** Everything else that was sent, by its key. */
  fields: Record<string, string>;
  /** How often something was sent of them. */
  conversions: number;
  /** ISO date of the newest conversion, real time. */
  at: string;
}

/** The fields of a conversion that are known by name. @see RD Station, API 1.3, "conversions" */
const KNOWN = ['token_rdstation', 'identificador', 'client_id', 'email', 'nome', 'telefone', 'tags'];

/** Reads a conversion; the reason is a sentence for the sender. */
export function decodeConversion(
  value: unknown,
): { ok: true; token: string; lead: Omit<Lead, 'conversions' | 'at'> } | { ok: false; why: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, why: 'the body must be a JSON object' };
  }
  const json = value as Record<string, unknown>;
  const missing = ['token_rdstation', 'identificador', 'email'].find((key) => textOf(json[key]) === '');
  if (missing !== undefined) return { ok: false, why: `${missing} is missing` };
  const [name, phone] = [textOf(json.nome), textOf(json.telefone)];
  const others = Object.entries(json).filter(([key]) => !KNOWN.includes(key));
  return {
    ok: true,
    token: textOf(json.token_rdstation),
    lead: {
      email: textOf(json.email),
      ...(name === '' ? {} : { name }),
      ...(phone === '' ? {} : { phone }),
      tags: Array.isArray(json.tags) ? json.tags.filter((tag) => typeof tag === 'string') : [],
      fields: Object.fromEntries(others.map(([key, one]) => [key, textOf(one)])),
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
