import { AREAS, type Area } from './areas.ts';
import type { Setting } from './setting.ts';

export interface FoundArea {
  area: Area;
  settings: Setting[];
  /** The words are in the area's own title. */
  isNamed: boolean;
}

/** Areas with what is found in them: every word in a setting's id, label, text or options, or in its area's title. No words: all. */
export function findSettings(settings: readonly Setting[], query: string): FoundArea[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const hasAll = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  return AREAS.map((area) => ({
    area,
    isNamed: hasAll(area.title),
    settings: settings.filter((setting) => setting.area === area.name && hasAll(textsOf(setting, area))),
  })).filter((found) => found.settings.length > 0 || found.isNamed);
}

function textsOf({ id, label, does, options }: Setting, { title }: Area): string {
  return [id, label, does, title, ...options.map((option) => option.label)].join(' ');
}
