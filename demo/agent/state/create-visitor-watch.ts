import { batch, signal } from '@preact/signals';
import type { AgentApi } from '../agent-api.ts';
import type { ChatRoom } from '../model/chat-room.ts';
import type { HoldSettings } from '../model/hold-settings.ts';
import type { PageVisit, VisitorInfo } from '../model/visitor-info.ts';

/** What nobody tells a console, and what is asked for again and again: the visitor, where they are, what the settings allow. */
export function createVisitorWatch(api: AgentApi, { rid, visitor: { id } }: ChatRoom) {
  const visitor = signal<VisitorInfo>();
  const pages = signal<PageVisit[]>([]);
  const holdSettings = signal<HoldSettings>();

  async function look(): Promise<void> {
    const [who, where, hold] = await Promise.all([api.visitor(id), api.pages(rid), api.holdSettings()]);
    // What could not be had stays as it was: the next look comes soon.
    batch(() => {
      if (hold.ok) holdSettings.value = hold.value;
      if (who.ok) visitor.value = who.value;
      if (where.ok) pages.value = where.value;
    });
  }

  return { visitor, pages, holdSettings, look };
}
