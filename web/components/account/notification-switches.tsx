"use client";

import type { NotificationKind, NotificationSettings } from "@vaulture/sdk";
import { useState } from "react";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { noticeKinds } from "@/lib/notification-words";
import { toProblem } from "@/lib/problem";

interface NotificationSwitchesProps {
  settings: NotificationSettings;
  /** Also shows what only creators are told of. */
  isCreator: boolean;
}

/** What a person wants to be told of, in the page and by mail; each switch is saved at once. */
export function NotificationSwitches({ settings, isCreator }: NotificationSwitchesProps) {
  const [items, setItems] = useState(settings.items);
  const [problem, setProblem] = useState<string | null>(null);

  async function change(kind: NotificationKind, changed: { inPage?: boolean; byMail?: boolean }) {
    const set = (fields: typeof changed) =>
      setItems((now) => now.map((item) => (item.kind === kind ? { ...item, ...fields } : item)));
    setProblem(null);
    set(changed);
    try {
      await api.patch("/api/v1/notifications/settings", { body: { kind, ...changed } });
    } catch (error) {
      // What else was switched meanwhile stays as it is.
      set(changed.inPage === undefined ? { byMail: !changed.byMail } : { inPage: !changed.inPage });
      setProblem(toProblem(error).message);
    }
  }

  return (
    <div className="grid gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <div className="divide-y divide-line border-y border-line">
        {items
          .filter(({ kind }) => isCreator || !noticeKinds[kind].theirs)
          .map(({ kind, inPage, byMail }) => (
            <fieldset key={kind} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3 text-sm">
              <legend className="float-left min-w-0 grow basis-60">{noticeKinds[kind].label}</legend>
              <Switch label="Here" on={inPage} onChange={(on) => change(kind, { inPage: on })} />
              {byMail === null ? (
                <span className="w-20 text-soft">By receipt</span>
              ) : (
                <Switch label="By mail" on={byMail} onChange={(on) => change(kind, { byMail: on })} />
              )}
            </fieldset>
          ))}
      </div>
    </div>
  );
}

function Switch({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex h-8 w-20 items-center gap-2 whitespace-nowrap">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-(--accent)"
      />
      {label}
    </label>
  );
}
