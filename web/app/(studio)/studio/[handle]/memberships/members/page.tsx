import type { Member } from "@vaulture/sdk";
import { Download, Users } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { MembershipsHead } from "@/components/membership/memberships-head";
import { BlockButton } from "@/components/people/block-button";
import { Amount } from "@/components/ui/amount";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import Link from "@/components/ui/link";
import { type Column, Records } from "@/components/ui/records";
import { Select } from "@/components/ui/select";
import { ShowMore } from "@/components/ui/show-more";
import { SubmitOnChange } from "@/components/ui/submit-on-change";
import { Time } from "@/components/ui/time";
import { listHref } from "@/lib/sales-query";
import { oneId, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Members", robots: { index: false } };

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> };

const STATES = {
  active: "Member",
  trialing: "Free trial",
  past_due: "Payment due",
  cancelled: "Will end",
  expired: "Ended",
} as const;
const TONES = {
  active: "good",
  trialing: "good",
  past_due: "warning",
  cancelled: "warning",
  expired: "neutral",
} as const;

export default async function MembersPage({ params, searchParams }: Props) {
  const { handle } = await params;
  const here = `/studio/${handle}/memberships/members`;
  const { role } = await requireMembership(handle, here);
  const search = await searchParams;
  const filters = {
    query: oneParam(search, "query")?.slice(0, 200),
    status: oneOf(Object.keys(STATES) as (keyof typeof STATES)[], oneParam(search, "status")),
    tier: oneId(search, "tier"),
  };
  const api = await serverApi();
  const [{ items, nextCursor }, tiers] = await Promise.all([
    api.get("/api/v1/creators/{handle}/members", {
      path: { handle },
      query: { ...filters, cursor: oneParam(search, "cursor") },
    }),
    api.get("/api/v1/creators/{handle}/tiers", { path: { handle } }),
  ]);
  const filtered = Object.values(filters).some(Boolean);
  return (
    <div className="grid grid-cols-1 gap-6">
      <MembershipsHead handle={handle} current="members">
        {items.length > 0 ? (
          <a
            href={listHref(`/api/v1/creators/${handle}/members.csv`, filters)}
            download
            className={buttonStyle({ size: "small" })}
          >
            <Download aria-hidden />
            Export CSV
          </a>
        ) : null}
      </MembershipsHead>
      {items.length === 0 && !filtered ? (
        <EmptyState icon={Users} title="No members yet">
          Everybody who joins one of your tiers is listed here.
        </EmptyState>
      ) : (
        <>
          <Form
            key={listHref(here, filters)}
            prefetch={false}
            action={here}
            role="search"
            aria-label="Members"
            className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap"
          >
            <Input
              type="search"
              name="query"
              aria-label="Search by name or e-mail"
              placeholder="Name or e-mail"
              defaultValue={filters.query}
              maxLength={200}
              className="col-span-2 sm:w-auto sm:min-w-64 sm:flex-1"
            />
            <SubmitOnChange>
              <Select
                name="status"
                aria-label="State"
                defaultValue={filters.status ?? ""}
                className="sm:w-44"
              >
                <option value="">All states</option>
                {Object.entries(STATES).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
              <Select name="tier" aria-label="Tier" defaultValue={filters.tier ?? ""} className="sm:w-44">
                <option value="">All tiers</option>
                {tiers.items.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </SubmitOnChange>
            <Button type="submit" className="sr-only focus:not-sr-only focus:inline-flex">
              Search
            </Button>
          </Form>
          {items.length === 0 ? (
            <EmptyState
              title="Nobody matches"
              action={
                <Link href={here} className={buttonStyle()}>
                  Show all members
                </Link>
              }
            />
          ) : (
            <Records
              label="Members"
              columns={role === "analyst" ? COLUMNS : [...COLUMNS, actions(handle)]}
              items={items}
              keyOf={({ id }) => id}
            />
          )}
          <ShowMore
            href={nextCursor ? listHref(here, { ...filters, cursor: nextCursor }) : null}
            label="More members"
          />
        </>
      )}
    </div>
  );
}

const actions = (handle: string): Column<Member> => ({
  title: "",
  cell: (person) => <BlockButton handle={handle} person={person} />,
});

const COLUMNS: Column<Member>[] = [
  {
    title: "Member",
    cell: ({ name, email }) => (
      <span className="block min-w-0">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-soft">{email}</span>
      </span>
    ),
  },
  {
    title: "State",
    cell: ({ status }) =>
      status === "incomplete" ? null : <Badge tone={TONES[status]}>{STATES[status]}</Badge>,
  },
  {
    title: "Tier",
    cell: ({ tier, price, interval }) => (
      <span>
        {tier.name}, <Amount price={price} /> a {interval}
      </span>
    ),
  },
  { title: "Since", cell: ({ since }) => (since ? <Time at={since} /> : null) },
  {
    title: "Until",
    cell: ({ paidUntil, endedAt }) => {
      const until = endedAt ?? paidUntil;
      return until ? <Time at={until} /> : null;
    },
  },
  { title: "Paid", figures: true, cell: ({ paid }) => <Amount full price={paid} /> },
];
