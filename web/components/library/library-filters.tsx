import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SubmitOnChange } from "@/components/ui/submit-on-change";
import { type LibraryQuery, libraryHref } from "@/lib/library-query";

interface LibraryFiltersProps {
  filters: LibraryQuery;
  creators: { handle: string; displayName: string }[];
  counts: { available: number; ended: number };
}

/** Words, creator and state; a choice that would leave everything as it is, is not offered. */
export function LibraryFilters({ filters, creators, counts }: LibraryFiltersProps) {
  return (
    <Form
      key={libraryHref(filters)}
      prefetch={false}
      action="/library"
      role="search"
      aria-label="Your library"
      className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap"
    >
      <div className="col-span-2 flex gap-3 sm:min-w-72">
        <Input
          type="search"
          name="query"
          aria-label="Search your library"
          placeholder="Title or creator"
          defaultValue={filters.query}
          maxLength={200}
          className="min-w-0 flex-1"
        />
        <Button type="submit">Search</Button>
      </div>
      <SubmitOnChange>
        {creators.length > 1 || filters.creator ? (
          <Select
            name="creator"
            aria-label="Creator"
            defaultValue={filters.creator ?? ""}
            className="min-w-0 sm:w-52"
          >
            <option value="">All creators</option>
            {creators.map(({ handle, displayName }) => (
              <option key={handle} value={handle}>
                {displayName}
              </option>
            ))}
          </Select>
        ) : null}
        {counts.ended > 0 || filters.state ? (
          <Select
            name="state"
            aria-label="State"
            defaultValue={filters.state ?? ""}
            className="min-w-0 sm:w-44"
          >
            <option value="">Open and ended</option>
            <option value="available">Open ({counts.available})</option>
            <option value="ended">Ended ({counts.ended})</option>
          </Select>
        ) : null}
      </SubmitOnChange>
    </Form>
  );
}
