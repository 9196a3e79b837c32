/** What stands in the fields, by their names. */
export type Texts = Record<string, string>;

export interface AutosaveState {
  /** The server's count of changes that `server` belongs to. */
  revision: number;
  /** The server's own version of each field, which may be tidier than what was typed. */
  server: Texts;
  /** What was typed when it was last saved: equal to `typed` where nothing is unsaved. */
  saved: Texts;
  typed: Texts;
  /** Fields on their way, as they left. */
  sending: Texts | null;
  /** Fields the server would not take: what stood in them and its words. */
  refused: Record<string, { text: string; message: string }>;
  /** Fields that somebody else changed as well, with what they wrote. */
  conflict: { revision: number; server: Texts; fields: string[] } | null;
  trouble: { kind: "line" | "signed-out" | "refused"; message: string } | null;
  attempts: number;
  /** When the first change that is not sent yet was typed, and when it shall leave; times in milliseconds. */
  changedAt: number | null;
  dueAt: number | null;
}

/** What became of a save. */
export type SaveOutcome =
  | { kind: "saved"; revision: number; server: Texts }
  | { kind: "clash"; revision: number; server: Texts }
  | { kind: "fields"; errors: Record<string, string> }
  | { kind: "line" | "signed-out" | "refused"; message: string };

export type SaveStatus =
  | "saved"
  | "unsaved"
  | "saving"
  | "line"
  | "signed-out"
  | "conflict"
  | "marked"
  | "refused";

const pauseMs = 800;
const longestMs = 5000;
const retryMs = [1000, 2000, 5000, 10_000, 20_000];

/** The state of a page that was just opened. */
export function beginAutosave(revision: number, server: Texts): AutosaveState {
  return {
    revision,
    server,
    saved: server,
    typed: server,
    sending: null,
    refused: {},
    conflict: null,
    trouble: null,
    attempts: 0,
    changedAt: null,
    dueAt: null,
  };
}

/**
 * Puts what an earlier visit had not saved (`typed`, written over the server's `over`) back into fields that nobody touched since.
 * Where the server has something else by now, a person settles it. The same state when nothing of it is new.
 */
export function restoreTexts(
  state: AutosaveState,
  { typed, over }: { typed: Texts; over: Texts },
  now: number,
) {
  const fields = Object.keys(typed).filter(
    (field) =>
      field in state.server &&
      state.typed[field] === state.saved[field] &&
      typed[field] !== state.server[field],
  );
  if (fields.length === 0) return state;
  const restored = { ...state.typed };
  for (const field of fields) restored[field] = typed[field] ?? "";
  const clashing = fields.filter((field) => over[field] !== state.server[field]);
  const next = { ...state, typed: restored };
  if (clashing.length === 0) return again(next, now);
  return {
    ...next,
    dueAt: null,
    conflict: { revision: state.revision, server: state.server, fields: clashing },
  };
}

/** Somebody typed: it leaves after a pause, and while they type on without one, every few seconds. */
export function typeText(state: AutosaveState, field: string, text: string, now: number): AutosaveState {
  const typed = { ...state.typed, [field]: text };
  const { [field]: _, ...refused } = state.refused;
  const next = { ...state, typed, refused: state.refused[field]?.text === text ? state.refused : refused };
  if (state.conflict) return next;
  if (unsavedFields(next).length === 0) return { ...next, changedAt: null, dueAt: null };
  const changedAt = state.changedAt ?? now;
  // While the line is down the next attempt has its time already.
  if (state.trouble?.kind === "line") return { ...next, changedAt };
  return { ...next, changedAt, dueAt: Math.min(now + pauseMs, changedAt + longestMs) };
}

/** The fields that are not saved as they stand. */
export function unsavedFields({ typed, saved }: AutosaveState): string[] {
  return Object.keys(typed).filter((field) => typed[field] !== saved[field]);
}

/** What may leave now: unsaved, well formed (`wrong` answers what is wrong with a field) and not refused before. */
export function sendableTexts(
  state: AutosaveState,
  wrong: (field: string, text: string) => string | null,
): Texts {
  if (state.conflict || state.sending) return {};
  return Object.fromEntries(
    unsavedFields(state).flatMap((field) => {
      const text = state.typed[field] ?? "";
      return wrong(field, text) === null && state.refused[field]?.text !== text ? [[field, text]] : [];
    }),
  );
}

export function leave(state: AutosaveState, sending: Texts): AutosaveState {
  return { ...state, sending, changedAt: null, dueAt: null };
}

/** Takes in what became of what had left. */
export function arrive(state: AutosaveState, outcome: SaveOutcome, now: number): AutosaveState {
  const sent = state.sending ?? {};
  const back = { ...state, sending: null };
  switch (outcome.kind) {
    case "saved":
      return again(rebase({ ...back, saved: { ...state.saved, ...sent } }, outcome, Object.keys(sent)), now);
    case "clash":
      return collide(back, outcome, now);
    case "fields": {
      const named = Object.keys(sent).filter((field) => outcome.errors[field]);
      if (named.length === 0)
        return stop(back, "refused", Object.values(outcome.errors)[0] ?? "The server refused it.");
      const refused = Object.fromEntries(
        named.map((field) => [field, { text: sent[field] ?? "", message: outcome.errors[field] ?? "" }]),
      );
      return again({ ...back, refused: { ...state.refused, ...refused } }, now);
    }
    case "line": {
      const wait = retryMs[Math.min(state.attempts, retryMs.length - 1)] ?? 0;
      return { ...stop(back, "line", outcome.message), attempts: state.attempts + 1, dueAt: now + wait };
    }
    default:
      return stop(back, outcome.kind, outcome.message);
  }
}

/** Tries at once whatever is unsaved: the line is back, somebody signed in, or asked for it. */
export function wake(state: AutosaveState, now: number): AutosaveState {
  if (state.conflict || state.sending || unsavedFields(state).length === 0) return state;
  return { ...state, trouble: null, dueAt: now };
}

/** Of what both wrote, what was typed here stands. */
export function keepMine(state: AutosaveState, now: number): AutosaveState {
  if (!state.conflict) return state;
  const { revision, server } = state.conflict;
  const saved = { ...state.saved };
  for (const field of state.conflict.fields) saved[field] = server[field] ?? "";
  return wake({ ...state, revision, server, saved, conflict: null }, now);
}

/** Of what both wrote, what the other wrote stands. */
export function takeTheirs(state: AutosaveState, now: number): AutosaveState {
  if (!state.conflict) return state;
  const { revision, server, fields } = state.conflict;
  const typed = { ...state.typed };
  const saved = { ...state.saved };
  for (const field of fields) {
    typed[field] = server[field] ?? "";
    saved[field] = server[field] ?? "";
  }
  return wake({ ...state, revision, server, typed, saved, conflict: null }, now);
}

/** Takes a newer answer of the server: fields with nothing unsaved show it, unless they are among `except`. */
export function rebase(
  state: AutosaveState,
  { revision, server }: { revision: number; server: Texts },
  except: string[] = [],
): AutosaveState {
  const typed = { ...state.typed };
  const saved = { ...state.saved };
  for (const [field, text] of Object.entries(server)) {
    if (except.includes(field) || text === state.server[field] || typed[field] !== saved[field]) continue;
    typed[field] = text;
    saved[field] = text;
  }
  return { ...state, revision, server, typed, saved, trouble: null, attempts: 0 };
}

export function saveStatus(
  state: AutosaveState,
  wrong: (field: string, text: string) => string | null,
): SaveStatus {
  if (state.conflict) return "conflict";
  if (state.sending) return state.attempts > 0 ? "line" : "saving";
  if (state.trouble) return state.trouble.kind;
  if (unsavedFields(state).length === 0) return "saved";
  return Object.keys(sendableTexts(state, wrong)).length > 0 ? "unsaved" : "marked";
}

/** Changes by both hands to different fields live together; a field that both changed is for a person to settle. */
function collide(
  state: AutosaveState,
  { revision, server }: { revision: number; server: Texts },
  now: number,
): AutosaveState {
  const fields = unsavedFields(state).filter(
    (field) => server[field] !== state.server[field] && server[field] !== state.typed[field],
  );
  const merged = again(rebase(state, { revision, server }), now);
  return fields.length === 0 ? merged : { ...merged, dueAt: null, conflict: { revision, server, fields } };
}

function again(state: AutosaveState, now: number): AutosaveState {
  const open = unsavedFields(state).length > 0;
  return {
    ...state,
    trouble: null,
    attempts: 0,
    changedAt: open ? (state.changedAt ?? now) : null,
    dueAt: open ? now : null,
  };
}

function stop(state: AutosaveState, kind: "line" | "signed-out" | "refused", message: string): AutosaveState {
  return { ...state, trouble: { kind, message }, dueAt: null };
}
