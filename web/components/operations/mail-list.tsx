import type { Mail } from "@vaulture/sdk";
import { MailState } from "@/components/operations/state-badges";
import Link from "@/components/ui/link";
import { type Column, Records } from "@/components/ui/records";
import { Time } from "@/components/ui/time";

/** Mails under the page at `base` that shows one of them. */
export function MailList({ mails, base }: { mails: Mail[]; base: string }) {
  const columns: Column<Mail>[] = [
    {
      title: "Mail",
      cell: ({ id, subject, to }) => (
        <Link href={`${base}/${id}`} className="group block min-w-0">
          <span className="block break-words font-medium group-hover:underline">{subject}</span>
          <span className="block truncate text-soft">{to}</span>
        </Link>
      ),
    },
    { title: "State", cell: ({ state }) => <MailState state={state} /> },
    { title: "Kind", wide: true, cell: ({ kind }) => kind.replaceAll("_", " ") },
    {
      title: "Written",
      cell: ({ createdAt }) => <Time at={createdAt} exact className="whitespace-nowrap" />,
    },
  ];
  return <Records label="Mails" columns={columns} items={mails} keyOf={({ id }) => id} />;
}
