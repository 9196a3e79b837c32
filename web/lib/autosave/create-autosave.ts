import {
  type AutosaveState,
  arrive,
  beginAutosave,
  keepMine,
  leave,
  rebase,
  restoreTexts,
  type SaveOutcome,
  type SaveStatus,
  saveStatus,
  sendableTexts,
  type Texts,
  takeTheirs,
  typeText,
  unsavedFields,
  wake,
} from "./autosave-state.ts";

export interface Timer {
  now: () => number;
  /** Calls back once after so many milliseconds; what it answers calls that off. */
  after: (ms: number, call: () => void) => () => void;
}

export interface AutosaveOptions {
  begin: AutosaveState;
  /** What is wrong with a field as it stands, or null. */
  wrong: (field: string, text: string) => string | null;
  /** Sends some fields; never throws. */
  send: (texts: Texts, revision: number) => Promise<SaveOutcome>;
  /** Keeps what is unsaved where a closed page finds it again; null when everything is saved. */
  remember: (state: AutosaveState | null) => void;
  timer: Timer;
}

export interface AutosaveView {
  state: AutosaveState;
  status: SaveStatus;
  /** By field: what the field itself or the server says against it. */
  errors: Record<string, string>;
}

/** Saves fields by itself, one request at a time: see autosave-state for what happens when. */
export function createAutosave({ begin, wrong, send, remember, timer }: AutosaveOptions) {
  let state = begin;
  let view = look();
  let callOff = () => {};
  let waiting: ((settled: boolean) => void)[] = [];
  const listeners = new Set<() => void>();

  function look(): AutosaveView {
    const errors: Record<string, string> = {};
    for (const field of unsavedFields(state)) {
      const text = state.typed[field] ?? "";
      const refused = state.refused[field];
      const message = wrong(field, text) ?? (refused?.text === text ? refused.message : null);
      if (message !== null) errors[field] = message;
    }
    return { state, status: saveStatus(state, wrong), errors };
  }

  function become(next: AutosaveState) {
    state = next;
    view = look();
    remember(unsavedFields(state).length > 0 ? state : null);
    callOff();
    callOff = () => {};
    if (state.dueAt !== null && !state.sending)
      callOff = timer.after(Math.max(0, state.dueAt - timer.now()), depart);
    settle();
    for (const listener of listeners) listener();
  }

  function depart() {
    const texts = sendableTexts(state, wrong);
    if (Object.keys(texts).length === 0) return become({ ...state, dueAt: null });
    become(leave(state, texts));
    void send(texts, state.revision).then((outcome) => become(arrive(state, outcome, timer.now())));
  }

  /** Whoever waits for the last save hears of it once nothing is on its way and nothing is about to leave. */
  function settle() {
    if (waiting.length === 0 || state.sending || (state.dueAt !== null && !state.trouble)) return;
    const done = waiting;
    waiting = [];
    for (const tell of done) tell(unsavedFields(state).length === 0);
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    view: () => view,
    type: (field: string, text: string) => become(typeText(state, field, text, timer.now())),
    keepMine: () => become(keepMine(state, timer.now())),
    takeTheirs: () => become(takeTheirs(state, timer.now())),
    /** Forgets what is typed and not saved: the fields show the server's text again. */
    drop: () => become({ ...beginAutosave(state.revision, state.server), sending: state.sending }),
    /** Puts back what an earlier visit had not saved; answers the fields it brought back. */
    restore(left: { typed: Texts; over: Texts }): string[] {
      const before = state.typed;
      become(restoreTexts(state, left, timer.now()));
      return Object.keys(left.typed).filter((field) => state.typed[field] !== before[field]);
    },
    /** Tries at once: the line is back, or somebody signed in. */
    wake: () => become(wake(state, timer.now())),
    /** Takes an answer the server gave to something else than a save. */
    rebase: (answer: { revision: number; server: Texts }) => become(rebase(state, answer)),
    /** Saves what is typed now; false when some of it cannot be. */
    flush(): Promise<boolean> {
      const settled = new Promise<boolean>((tell) => {
        waiting.push(tell);
      });
      become(wake(state, timer.now()));
      return settled;
    },
  };
}
