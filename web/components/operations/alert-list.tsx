import type { Alert } from "@vaulture/sdk";
import { AlertState } from "@/components/operations/state-badges";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";

/** What somebody should look at, the one heard of last first. */
export function AlertList({ alerts }: { alerts: Alert[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line text-sm">
      {alerts.map((alert) => (
        <li
          key={alert.id}
          className="relative grid gap-x-6 gap-y-1 py-3 hover:bg-sunken sm:-mx-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:px-2"
        >
          <Link
            href={`/operations/alerts/${alert.id}`}
            className="font-medium break-words after:absolute after:inset-0"
          >
            {alert.says}
          </Link>
          <span className="flex items-center max-sm:order-last sm:row-span-2">
            <AlertState alert={alert} />
          </span>
          <p className="min-w-0 break-words text-soft">
            {alert.user ? `${alert.user.name}, ${alert.user.email}` : aboutText(alert.about)}
            {alert.user?.suspended ? ", suspended" : ""} · <Time at={alert.lastAt} exact />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** "network:198.51.100.0/24" for people. */
export function aboutText(about: string): string {
  const [noun, ...rest] = about.split(":");
  const name = noun ? noun.charAt(0).toUpperCase() + noun.slice(1) : "";
  return `${name} ${rest.join(":")}`;
}
