import { safePattern } from '../safe-pattern.ts';

/** Something that the server's administrator wants to know of visitors. */
export interface CustomField {
  /** The key under which the server keeps it. */
  id: string;
  label: string;
  required: boolean;
  /** What may be chosen; empty: whatever one types. */
  options: string[];
  /** What is there before anybody typed. */
  value: string;
  /** Undefined: anything, or a pattern that only the server understands. */
  matches: ((value: string) => boolean) | undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `customFields` of the config. What is none is left out. */
export function decodeFields(fields: readonly unknown[]): CustomField[] {
  return fields.map(Object).flatMap(({ _id, label, required, type, defaultValue, options, regexp }) => {
    const id = text(_id);
    if (!id) return [];
    const choices: string[] =
      Array.isArray(options) && type === 'select' ? options.map(text).filter(Boolean) : [];
    const preset = text(defaultValue);
    return {
      id,
      label: text(label) || id,
      required: required === true,
      options: choices,
      value: !choices.length || choices.includes(preset) ? preset : '',
      matches: text(regexp) ? safePattern(text(regexp)) : undefined,
    };
  });
}
