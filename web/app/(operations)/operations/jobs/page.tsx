import type { Job } from "@vaulture/sdk";
import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { OperationsPage, Part } from "@/components/operations/operations-page";
import { ReasonButton } from "@/components/operations/reason-button";
import { JobState } from "@/components/operations/state-badges";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { type Column, Records } from "@/components/ui/records";
import { ShowMore } from "@/components/ui/show-more";
import { Time } from "@/components/ui/time";
import { nextPage, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Jobs" };

const here = "/operations/jobs";
const states = ["failed", "retrying", "running", "waiting", "scheduled"] as const;
const titles = {
  failed: "Failed",
  retrying: "Tries again",
  running: "Running",
  waiting: "Waiting",
  scheduled: "Scheduled",
};

type Depth = { kind: string } & Record<(typeof states)[number], number>;

const columns: Column<Depth>[] = [
  { title: "Kind", cell: ({ kind }) => <span className="font-medium">{kind}</span> },
  ...states.map((state) => ({
    title: titles[state],
    figures: true,
    cell: (depth: Depth) =>
      depth[state] > 0 ? (
        <Link href={`${here}?kind=${depth.kind}&state=${state}`} className="underline underline-offset-2">
          {String(depth[state])}
        </Link>
      ) : (
        <span className="text-soft">0</span>
      ),
  })),
];

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const kind = oneParam(search, "kind");
  const filters = {
    kind: kind && /^[a-z0-9-]{1,60}$/.test(kind) ? kind : undefined,
    state: oneOf(states, oneParam(search, "state")),
  };
  const page = await (await serverApi()).get("/api/v1/operations/jobs", {
    query: { ...filters, cursor: oneParam(search, "cursor") },
  });
  const narrowed = filters.kind || filters.state;
  return (
    <OperationsPage title="Jobs">
      {page.depth.length > 0 ? (
        <Part title="In the queue">
          <Records label="Jobs by kind" columns={columns} items={page.depth} keyOf={({ kind }) => kind} />
        </Part>
      ) : null}
      <Part
        title={
          narrowed
            ? [filters.kind, filters.state && titles[filters.state]].filter(Boolean).join(", ")
            : "All jobs"
        }
        aside={
          narrowed ? (
            <Link href={here} className="text-sm underline underline-offset-2">
              Show all
            </Link>
          ) : null
        }
      >
        {page.items.length > 0 ? (
          <ul className="divide-y divide-line border-y border-line text-sm">
            {page.items.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        ) : (
          <EmptyState icon={ListChecks} title="Nothing to do">
            Jobs that are done leave the queue.
          </EmptyState>
        )}
      </Part>
      <ShowMore href={nextPage(here, filters, page.nextCursor)} label="Older jobs" />
    </OperationsPage>
  );
}

function JobRow({ job }: { job: Job }) {
  const shared = { id: job.id, what: `${job.kind} ${job.id}`, small: true };
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 py-3">
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <p className="flex flex-wrap items-center gap-3">
          <span className="font-medium">{job.kind}</span>
          <JobState state={job.state} />
        </p>
        {job.lastError ? <p className="break-words text-danger">{job.lastError}</p> : null}
        <p className="break-words text-soft">
          {job.attempts} of {job.maxAttempts} tries,{" "}
          {job.state === "scheduled" || job.state === "retrying" ? "next " : "since "}
          <Time at={job.runAt} exact />
        </p>
        {Object.keys(job.payload).length > 0 ? (
          <p className="font-mono text-xs break-all text-soft">{JSON.stringify(job.payload)}</p>
        ) : null}
      </div>
      {job.state === "running" ? null : (
        <div className="flex gap-2">
          <ReasonButton {...shared} act="jobs/{id}/retry" verb="Retry" done="It runs again">
            It runs now, with all its tries before it again.
          </ReasonButton>
          <ReasonButton {...shared} act="jobs/{id}/remove" verb="Remove" done="Removed" danger>
            It leaves the queue for good, and what it was to do is not done.
          </ReasonButton>
        </div>
      )}
    </li>
  );
}
