import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

interface FilterFormProps {
  /** The page it narrows. */
  action: string;
  /** Names the search for screen readers. */
  label: string;
  placeholder: string;
  query: string | undefined;
  choices?: {
    name: string;
    label: string;
    value: string | undefined;
    options: readonly (readonly [value: string, label: string])[];
  }[];
  /** Filters that came by a link and go on. */
  kept?: Record<string, string | undefined>;
}

/** The search above a list: words, and a choice or two. An ordinary form, so it works without scripts and its address can be kept. */
export function FilterForm({ action, label, placeholder, query, choices = [], kept = {} }: FilterFormProps) {
  return (
    <Form prefetch={false} action={action} role="search" aria-label={label} className="flex flex-wrap gap-3">
      {Object.entries(kept).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <Input
        type="search"
        name="query"
        aria-label={`Search by ${placeholder.toLowerCase()}`}
        placeholder={placeholder}
        defaultValue={query}
        maxLength={200}
        className="sm:max-w-80"
      />
      {choices.map((choice) => (
        <Select
          key={choice.name}
          name={choice.name}
          aria-label={choice.label}
          defaultValue={choice.value ?? ""}
          className="min-w-32 flex-1 sm:w-44 sm:flex-none"
        >
          {choice.options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      ))}
      <Button type="submit">Search</Button>
    </Form>
  );
}
