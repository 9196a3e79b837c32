import type { Texts } from "./autosave-state.ts";

/** What a page had not saved: each field as typed, and the server's version it was written over. */
export interface UnsentCopy {
  savedAt: number;
  typed: Texts;
  over: Texts;
}

const prefix = "unsent|";

/**
 * A place for the unsaved fields of one page, in the browser's own storage, under a name no other tab has. It is written with every
 * change, so nothing that closes a page loses more than the letter being typed.
 */
export function openUnsentCopy(subject: string) {
  const key = `${prefix}${subject}|${Math.random().toString(36).slice(2)}`;
  // Held for as long as this page lives: by it another page tells a copy that was left behind.
  let close = () => {};
  const open = new Promise<void>((resolve) => {
    close = resolve;
  });
  if (navigator.locks) void navigator.locks.request(key, () => open);
  return {
    write(copy: Omit<UnsentCopy, "savedAt"> | null) {
      try {
        if (copy === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify({ ...copy, savedAt: Date.now() }));
      } catch {
        // A full or forbidden storage: the page still saves to the server.
      }
    },
    key,
    /** The page turns to something else: what was not saved may be taken up by whoever opens the subject next. */
    close: () => close(),
  };
}

/** Takes the copies that pages no longer open left behind: of a field in several, the newest. Null when there are none. */
export async function takeLeftCopies(subject: string, ownKey: string): Promise<UnsentCopy | null> {
  const keys = Object.keys(localStorage).filter(
    (key) => key.startsWith(`${prefix}${subject}|`) && key !== ownKey,
  );
  const left: UnsentCopy[] = [];
  for (const key of keys) {
    if (await isHeld(key)) continue;
    const copy = readCopy(localStorage.getItem(key));
    localStorage.removeItem(key);
    if (copy) left.push(copy);
  }
  if (left.length === 0) return null;
  return left
    .sort((one, other) => one.savedAt - other.savedAt)
    .reduce((all, copy) => ({
      savedAt: copy.savedAt,
      typed: { ...all.typed, ...copy.typed },
      over: { ...all.over, ...copy.over },
    }));
}

/** A page that was just left needs a moment to let its lock go. */
async function isHeld(key: string): Promise<boolean> {
  if (!navigator.locks) return false;
  try {
    await navigator.locks.request(key, { signal: AbortSignal.timeout(1500) }, () => undefined);
    return false;
  } catch {
    return true;
  }
}

function readCopy(text: string | null): UnsentCopy | null {
  try {
    const { savedAt, typed, over } = JSON.parse(text ?? "null") as Partial<UnsentCopy>;
    return typeof savedAt === "number" && isTexts(typed) && isTexts(over) ? { savedAt, typed, over } : null;
  } catch {
    return null;
  }
}

function isTexts(value: unknown): value is Texts {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((text) => typeof text === "string")
  );
}
