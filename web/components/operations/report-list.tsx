import type { Report } from "@vaulture/sdk";
import { CloseReportButton } from "@/components/operations/close-report-button";
import { ReasonButton } from "@/components/operations/reason-button";
import { TakeDownButton } from "@/components/operations/take-down-button";
import { Badge, type Tone } from "@/components/ui/badge";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { plural } from "@/lib/format";
import { reportReasons } from "@/lib/report-words";

const STATES: Record<Report["subject"]["state"], [Tone, string] | null> = {
  there: null,
  hidden: ["warning", "Hidden by the creator"],
  out_of_sight: ["neutral", "Out of sight"],
  removed: ["danger", "Taken down"],
  gone: ["neutral", "Deleted"],
};

/** What people want looked at, with what can be done about it. */
export function ReportList({ reports }: { reports: Report[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line text-sm">
      {reports.map((report) => (
        <li key={report.id} className="grid grid-cols-1 gap-3 py-5">
          <ReportRow report={report} />
        </li>
      ))}
    </ul>
  );
}

function ReportRow({ report }: { report: Report }) {
  const { subject, kind, reporter, creator, reason, details, alike, closed } = report;
  const state = STATES[subject.state];
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-medium">{reportReasons[reason]}</h2>
        {state ? <Badge tone={state[0]}>{state[1]}</Badge> : null}
        {alike > 0 ? <Badge tone="warning">{plural(alike, "more like it", "more like it")}</Badge> : null}
      </div>
      <p className="text-soft wrap-anywhere">
        {kind === "post" ? "A post of " : "A comment by "}
        {kind === "comment" && subject.author ? (
          <>
            <Link href={`/operations/users/${subject.author.id}`} className="underline underline-offset-2">
              {subject.author.name}
            </Link>{" "}
            at{" "}
          </>
        ) : kind === "comment" ? (
          "somebody at "
        ) : null}
        <Link href={`/operations/creators/${creator.id}`} className="underline underline-offset-2">
          @{creator.handle}
        </Link>
        {", reported by "}
        <Link href={`/operations/users/${reporter.id}`} className="underline underline-offset-2">
          {reporter.name}
        </Link>
        {" · "}
        <Time at={report.createdAt} exact />
      </p>
      {subject.said ? (
        <blockquote className="measure max-h-60 overflow-y-auto border-l-2 border-line-strong pl-4 whitespace-pre-line wrap-anywhere">
          {subject.said}
        </blockquote>
      ) : null}
      {details ? <p className="measure wrap-anywhere">“{details}”</p> : null}
      {closed ? (
        <p className="text-soft wrap-anywhere">
          Closed{closed.by ? ` by ${closed.by}` : ""} on <Time at={closed.at} exact />: {closed.note}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Actions report={report} />
      </div>
    </>
  );
}

function Actions({ report }: { report: Report }) {
  const { subject, kind, closed, creator } = report;
  const what = `the ${kind} at @${creator.handle}`;
  return (
    <>
      {closed ? null : <CloseReportButton id={report.id} what={what} />}
      {kind === "post" && (subject.state === "there" || subject.state === "out_of_sight") ? (
        <TakeDownButton kind="post" id={subject.id} what={what} small />
      ) : null}
      {kind === "post" && subject.state === "removed" ? (
        <ReasonButton
          act="posts/{id}/restore"
          id={subject.id}
          verb="Restore"
          what={what}
          done="Restored"
          small
        >
          It is what it was before, for everybody who may read it. The creator is told by mail.
        </ReasonButton>
      ) : null}
      {kind === "comment" && (subject.state === "there" || subject.state === "hidden") ? (
        <ReasonButton
          act="comments/{id}/remove"
          id={subject.id}
          verb="Delete"
          what={what}
          done="Deleted"
          danger
          small
        >
          Its words are gone for everybody, and cannot be brought back.
        </ReasonButton>
      ) : null}
      {subject.postId && subject.state !== "removed" && subject.state !== "gone" ? (
        <Link
          href={`/posts/${subject.postId}${kind === "comment" ? "#comments" : ""}`}
          className="inline-flex h-8 items-center px-3 underline underline-offset-2"
        >
          See the post
        </Link>
      ) : null}
    </>
  );
}
