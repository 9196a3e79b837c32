import { Children, type ReactNode } from "react";
import { formatCount } from "@/lib/format";

interface ChoiceGroupProps {
  title: string;
  /** How many show at once; the rest opens below `foldedWord`. */
  fold?: number;
  foldedWord?: string;
  children: ReactNode;
}

/** The choices of one facet. */
export function ChoiceGroup({
  title,
  fold = Number.POSITIVE_INFINITY,
  foldedWord,
  children,
}: ChoiceGroupProps) {
  const choices = Children.toArray(children);
  const rest = choices.slice(fold);
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{title}</legend>
      {choices.slice(0, fold)}
      {rest.length > 0 ? (
        <details className="group">
          <summary className="flex min-h-9 list-none items-center text-sm text-soft underline underline-offset-2 hover:text-ink lg:min-h-8">
            {foldedWord}
          </summary>
          {rest}
        </details>
      ) : null}
    </fieldset>
  );
}

interface ChoiceProps {
  type: "radio" | "checkbox";
  name: string;
  value: string;
  chosen: boolean;
  label: string;
  /** How many products it would leave; null where that was not counted. */
  count?: number | null;
}

export function Choice({ type, name, value, chosen, label, count }: ChoiceProps) {
  return (
    <label className="flex min-h-10 cursor-pointer items-center gap-2.5 text-sm lg:min-h-8">
      <input
        type={type}
        name={name}
        value={value}
        defaultChecked={chosen}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <FacetCount count={count} />
    </label>
  );
}

export function FacetCount({ count }: { count: number | null | undefined }) {
  if (count === null || count === undefined) return null;
  return (
    <span className="figures text-soft">
      {formatCount(count)}
      <span className="sr-only">{count === 1 ? " product" : " products"}</span>
    </span>
  );
}
