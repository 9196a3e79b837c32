import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { EventList } from "@/components/operations/event-list";
import { OperationsPage } from "@/components/operations/operations-page";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import Link from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { ShowMore } from "@/components/ui/show-more";
import { isId, nextPage, oneId, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Events" };

const here = "/operations/events";

export default async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const about = oneParam(search, "about");
  const filters = {
    type: matching(oneParam(search, "type"), /^[a-z_]+\.[a-z_]+$/),
    about,
    creator: oneId(search, "creator"),
    from: matching(oneParam(search, "from"), DAY),
    to: matching(oneParam(search, "to"), DAY),
  };
  const page = await (await serverApi()).get("/api/v1/operations/events", {
    query: {
      type: filters.type,
      creator: filters.creator,
      from: filters.from && `${filters.from}T00:00:00Z`,
      to: filters.to && dayAfter(filters.to),
      // People and things of ours have ids of one kind; a job or a refund is only ever what something was done to.
      ...(about && isId(about) ? { about } : { subject: about }),
      cursor: oneParam(search, "cursor"),
      limit: 50,
    },
  });
  const types = page.types.length > 0 ? page.types : filters.type ? [filters.type] : [];
  return (
    <OperationsPage title="Events">
      <Form
        prefetch={false}
        action={here}
        role="search"
        aria-label="Events"
        className="grid grid-cols-2 items-end gap-3 md:grid-cols-[1.2fr_1.6fr_1fr_1fr_auto]"
      >
        {filters.creator ? <input type="hidden" name="creator" value={filters.creator} /> : null}
        <Field label="Type" name="type" className="max-md:col-span-2">
          {(control) => (
            <Select {...control} defaultValue={filters.type ?? ""}>
              <option value="">All</option>
              {types.map((type) => (
                <option key={type} value={type}>
                  {type}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Who or what, by id" name="about" className="max-md:col-span-2">
          {(control) => (
            <Input {...control} defaultValue={about} maxLength={100} autoComplete="off" spellCheck={false} />
          )}
        </Field>
        <Field label="From" name="from">
          {(control) => <Input {...control} type="date" defaultValue={filters.from} />}
        </Field>
        <Field label="To" name="to">
          {(control) => <Input {...control} type="date" defaultValue={filters.to} />}
        </Field>
        <Button type="submit" className="max-md:col-span-2">
          Search
        </Button>
      </Form>
      {page.items.length > 0 ? (
        <EventList events={page.items} />
      ) : (
        <EmptyState
          icon={ScrollText}
          title="Nothing happened"
          action={
            <Link href={here} className={buttonStyle()}>
              Show all events
            </Link>
          }
        >
          At least nothing that matches.
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, filters, page.nextCursor)} label="Older events" />
    </OperationsPage>
  );
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function matching(value: string | undefined, pattern: RegExp): string | undefined {
  return value && pattern.test(value) ? value : undefined;
}

function dayAfter(day: string): string {
  const time = new Date(`${day}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() + 1);
  return time.toISOString();
}
