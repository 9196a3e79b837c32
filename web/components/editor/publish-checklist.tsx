import { Check, Circle } from "lucide-react";
import Link from "@/components/ui/link";
import type { Need } from "./checklist";
import type { EditorTab } from "./product-editor";

interface PublishChecklistProps {
  needs: Need[];
  onLead: (tab: EditorTab, field: string) => void;
}

/** What is there and what is missing; each missing thing leads to its place. */
export function PublishChecklist({ needs, onLead }: PublishChecklistProps) {
  return (
    <ul className="grid gap-1 text-sm">
      {needs.map(({ label, done, required, tab, field }) => (
        <li key={field} className="flex min-h-8 items-center gap-2.5">
          {done ? (
            <Check aria-hidden className="size-4 shrink-0 text-accent" />
          ) : (
            <Circle aria-hidden className="size-4 shrink-0 text-soft" />
          )}
          <span className={done ? "text-soft" : ""}>
            {done ? (
              <>
                {label}
                <span className="sr-only"> (done)</span>
              </>
            ) : tab === null ? (
              <Link href={field} className="underline underline-offset-2">
                {label}
              </Link>
            ) : (
              <button
                type="button"
                onClick={() => onLead(tab, field)}
                className="rounded-sm underline underline-offset-2"
              >
                {label}
              </button>
            )}
            {done ? null : <span className="text-soft">{required ? " (needed)" : " (advised)"}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
