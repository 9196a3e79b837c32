import type { Deps } from "../../deps.ts";
import type { KnownTicket } from "./open-ticket.ts";

/** For so long; then the second wall is asked again. */
const HOLDS_MS = 60_000;
/** As many are kept, in some 5 MB. */
const MOST = 20_000;

type Location = { userId: string; fileId: string; storageKey: string };

/**
 * Where the bytes of tickets lie that are under way, as the second wall has shown it to their viewers. No right is read from here: the
 * first wall decides over every request.
 */
export function openLocations({ clock }: Pick<Deps, "clock">) {
  const kept = new Map<string, Location & { until: number }>();
  return {
    find(ticketId: string): Location | null {
      const location = kept.get(ticketId);
      if (!location) return null;
      if (clock.now().getTime() < location.until) return location;
      kept.delete(ticketId);
      return null;
    },

    /** What is kept already is not kept for longer. */
    keep({ id, userId, fileId }: KnownTicket, storageKey: string): void {
      if (kept.has(id)) return;
      kept.set(id, { userId, fileId, storageKey, until: clock.now().getTime() + HOLDS_MS });
      for (const [oldest] of kept) {
        if (kept.size <= MOST) break;
        kept.delete(oldest);
      }
    },
  };
}
