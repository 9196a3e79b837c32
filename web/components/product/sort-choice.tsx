import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { SubmitOnChange } from "@/components/ui/submit-on-change";

interface SortChoiceProps {
  /** The form it belongs to. */
  form: string;
  sorts: [string, string][];
  sort: string | undefined;
}

/** The order of a list. Without scripts a button sends it. */
export function SortChoice({ form, sorts, sort }: SortChoiceProps) {
  return (
    <div className="flex shrink-0 items-center gap-2 text-sm">
      <label htmlFor="sort" className="text-soft max-sm:sr-only">
        Sort
      </label>
      <SubmitOnChange>
        <Select
          className="[&>select]:field-sizing-content"
          id="sort"
          name="sort"
          form={form}
          autoComplete="off"
          defaultValue={sort}
        >
          {sorts.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </SubmitOnChange>
      <noscript>
        <Button type="submit" form={form}>
          Apply
        </Button>
      </noscript>
    </div>
  );
}
