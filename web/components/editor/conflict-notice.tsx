import type { Category } from "@vaulture/sdk";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Editing } from "./use-editing";

const names: Record<string, string> = {
  title: "Title",
  description: "Description",
  price: "Price",
  categoryId: "Category",
  tags: "Tags",
};

/** The same field changed here and elsewhere: both versions, and the choice. Nothing is lost until it is made. */
export function ConflictNotice({ editing, categories }: { editing: Editing; categories: Category[] }) {
  const { autosave, view } = editing;
  const { conflict, typed } = view.state;
  if (!conflict) return null;
  const shown = (field: string, text: string) =>
    field === "categoryId" ? (categories.find(({ id }) => id === text)?.name ?? "None") : text || "Empty";
  return (
    <Notice tone="warning" title="Somebody else changed this" className="mb-6">
      <p>It was saved elsewhere, perhaps in another tab of yours. Choose which version stays.</p>
      <dl className="mt-3 grid gap-3">
        {conflict.fields.map((field) => (
          <div key={field}>
            <dt className="font-medium">{names[field] ?? field}</dt>
            <dd className="mt-1 grid gap-2 sm:grid-cols-2">
              <Version label="Here" text={shown(field, typed[field] ?? "")} />
              <Version label="Saved elsewhere" text={shown(field, conflict.server[field] ?? "")} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button size="small" variant="primary" onClick={autosave.keepMine}>
          Keep what is here
        </Button>
        <Button size="small" onClick={autosave.takeTheirs}>
          Take the other version
        </Button>
      </div>
    </Notice>
  );
}

function Version({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0 rounded-sm border border-line bg-raised p-3">
      <p className="text-soft">{label}</p>
      <p className="mt-1 max-h-32 overflow-y-auto whitespace-pre-wrap wrap-anywhere">{text}</p>
    </div>
  );
}
