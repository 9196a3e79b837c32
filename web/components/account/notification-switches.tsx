"use client";

import type { NotificationKind, NotificationSettings } from "@vaulture/sdk";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { noticeKinds } from "@/lib/notification-words";
import { sentenceOf, toProblem } from "@/lib/problem";

interface NotificationSwitchesProps {
  settings: NotificationSettings;
  /** Also shows what only creators are told of. */
  isCreator: boolean;
  /** What became of the plain form. */
  sent: { saved: boolean; problem: string | undefined };
}

/** What a person wants to be told of, in the page and by mail; each switch is saved at once, all of them by a button without scripts. */
export function NotificationSwitches({ settings, isCreator, sent }: NotificationSwitchesProps) {
  const [items, setItems] = useState(settings.items);
  const [problem, setProblem] = useState(sent.problem ? sentenceOf(sent.problem) : null);

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
    <form method="post" action="/api/v1/notifications/settings" className="grid gap-4">
      {sent.saved && !problem ? <Notice tone="good">Saved.</Notice> : null}
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <div className="divide-y divide-line border-y border-line">
        {items
          .filter(({ kind }) => isCreator || !noticeKinds[kind].theirs)
          .map(({ kind, inPage, byMail }) => (
            <fieldset key={kind} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3 text-sm">
              <input type="hidden" name="kinds" value={kind} />
              <legend className="float-left min-w-0 grow basis-60">{noticeKinds[kind].label}</legend>
              <Switch
                name="inPage"
                value={kind}
                label="Here"
                on={inPage}
                onChange={(on) => change(kind, { inPage: on })}
              />
              {byMail === null ? (
                <span className="w-20 text-soft">By receipt</span>
              ) : (
                <Switch
                  name="byMail"
                  value={kind}
                  label="By mail"
                  on={byMail}
                  onChange={(on) => change(kind, { byMail: on })}
                />
              )}
            </fieldset>
          ))}
      </div>
      <noscript>
        <Button type="submit">Save notifications</Button>
      </noscript>
    </form>
  );
}

interface SwitchProps {
  name: string;
  value: NotificationKind;
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Switch({ name, value, label, on, onChange }: SwitchProps) {
  return (
    <label className="flex h-8 w-20 items-center gap-2 whitespace-nowrap">
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-(--accent)"
      />
      {label}
    </label>
  );
}
