import type { TrailEvent } from "@vaulture/sdk";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { eventSentence } from "@/lib/event-sentence";

/** Lines of the trail as sentences; each opens to what was written down. */
export function EventList({ events }: { events: TrailEvent[] }) {
  return (
    <ol className="divide-y divide-line border-y border-line text-sm">
      {events.map((event) => (
        <li key={event.id}>
          <details className="group">
            <summary className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2.5 hover:bg-sunken sm:-mx-2 sm:flex-nowrap sm:px-2">
              <Time at={event.at} exact className="figures shrink-0 text-xs text-soft sm:w-52" />
              <span className="min-w-0 basis-full break-words sm:basis-auto">{eventSentence(event)}</span>
            </summary>
            <div className="grid gap-3 pb-4 sm:pl-56">
              <ul className="flex flex-wrap gap-x-4 gap-y-1">
                {linksOf(event).map(([href, label]) => (
                  <li key={href}>
                    <Link href={href} className="underline underline-offset-2">
                      {label}
                    </Link>
                  </li>
                ))}
              </ul>
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
                tabIndex={0}
                className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5"
              >
                {JSON.stringify(rawOf(event), null, 2)}
              </pre>
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

const PAGES: Record<string, string> = {
  user: "users",
  creator: "creators",
  product: "products",
  purchase: "purchases",
  mail: "mail",
  alert: "alerts",
};

function linksOf({ actor, creator, subject, type }: TrailEvent): [string, string][] {
  const page = subject && PAGES[subject.type];
  const links: [string, string][] = [];
  if (subject && page) links.push([`/operations/${page}/${subject.id}`, `Open the ${subject.type}`]);
  if (actor && actor.id !== subject?.id) links.push([`/operations/users/${actor.id}`, "Open who did it"]);
  if (creator && creator.id !== subject?.id)
    links.push([`/operations/creators/${creator.id}`, "Open the creator"]);
  links.push([`/operations/events?type=${type}`, "All of this type"]);
  return links;
}

function rawOf({ id, at, type, actor, creator, subject, network, data }: TrailEvent) {
  return {
    id,
    at,
    type,
    actor: actor?.id ?? null,
    creator: creator?.id ?? null,
    subject: subject && { type: subject.type, id: subject.id },
    network,
    data,
  };
}
