"use client";

import { useEffect, useState } from "react";

interface Note {
  id: number;
  text: string;
}

const listeners = new Set<(note: Note) => void>();
let count = 0;

/** Says a short word about something that worked ("Saved"). Failures belong beside what failed. */
export function toast(text: string) {
  count += 1;
  for (const listener of listeners) listener({ id: count, text });
}

/** Where toasts appear; read out politely, gone after a few seconds. One per page. */
export function Toaster() {
  const [notes, setNotes] = useState<Note[]>([]);

  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const add = (note: Note) => {
      setNotes((shown) => [...shown.slice(-2), note]);
      timers.add(setTimeout(() => setNotes((shown) => shown.filter(({ id }) => id !== note.id)), 4000));
    };
    listeners.add(add);
    return () => {
      listeners.delete(add);
      for (const timer of timers) clearTimeout(timer);
    };
  }, []);

  return (
    <div
      role="status"
      className="pointer-events-none fixed right-4 bottom-4 left-4 z-40 grid justify-items-center gap-2"
    >
      {notes.map((note) => (
        <p key={note.id} className="rounded-md bg-ink px-4 py-2.5 text-sm text-paper shadow-raised">
          {note.text}
        </p>
      ))}
    </div>
  );
}
