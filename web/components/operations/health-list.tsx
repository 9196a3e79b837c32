import type { OperationsHealth } from "@vaulture/sdk";
import { Badge, type Tone } from "@/components/ui/badge";

type Check = OperationsHealth["checks"][number];

const words: Record<Check["state"], [Tone, string]> = {
  good: ["good", "Well"],
  off: ["neutral", "Off"],
  warning: ["warning", "Look at it"],
  bad: ["danger", "Not well"],
};
const names: Record<Check["name"], string> = {
  database: "Database",
  storage: "Storage",
  worker: "Worker",
  mail: "Mail",
  payments: "Payments",
  scanner: "Scanner",
};

/** Each part of the installation, how it is and what to do about it. */
export function HealthList({ checks }: { checks: Check[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line text-sm">
      {checks.map(({ name, state, says, advice }) => (
        <li key={name} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <p className="flex items-center gap-3 sm:items-start">
            <span className="w-20 font-medium">{names[name]}</span>
            <Badge tone={words[state][0]}>{words[state][1]}</Badge>
          </p>
          <div className="grid gap-1">
            <p>{says}</p>
            {advice ? <p className="text-soft">{advice}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
