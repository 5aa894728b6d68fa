import type { CrmEntry } from './crm-entry.ts';

/** What the CRM did with a request, as a coloured word. */
export function verdictOf({ verdict, status }: CrmEntry): { kind: 'good' | 'warn' | 'bad'; words: string } {
  switch (verdict) {
    case 'accepted':
      return { kind: 'good', words: 'Accepted, 200' };
    case 'wrong-token':
      return { kind: 'bad', words: 'Wrong token, 401' };
    case 'not-json':
      return { kind: 'bad', words: 'Not JSON, 400' };
    case 'too-large':
      return { kind: 'bad', words: 'Too large, 413' };
    case 'told-slow':
      return { kind: 'warn', words: status === undefined ? 'Answering slowly' : 'Answered late' };
    case 'told-hang':
      return { kind: 'warn', words: 'Not answered' };
    case 'told-drop':
      return { kind: 'warn', words: 'Dropped' };
    default:
      return { kind: 'warn', words: `Answered ${status ?? 'nothing'}` };
  }
}
