import type { Visitor } from '../../store/documents.ts';

/** The visitor as their own REST answers show them, token included. Dates are `Date`. */
export function toWireVisitor(visitor: Visitor): Omit<Visitor, 'disabled' | 'lastChat'> {
  const { disabled: _disabled, lastChat: _lastChat, ...shown } = visitor;
  return shown;
}

/** The visitor as agents see them: without the token. */
export function toAgentVisitor(visitor: Visitor): Omit<Visitor, 'disabled' | 'token'> {
  const { disabled: _disabled, token: _token, ...shown } = visitor;
  return shown;
}
