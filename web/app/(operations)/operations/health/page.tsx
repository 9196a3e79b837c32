import type { Metadata } from "next";
import { HealthList } from "@/components/operations/health-list";
import { Facts, OperationsPage, Part } from "@/components/operations/operations-page";
import { formatDuration } from "@/lib/format";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Health" };

export default async function HealthPage() {
  await requireOperator("/operations/health");
  const { checks, version, node, uptimeSeconds, pool } = await (await serverApi()).get(
    "/api/v1/operations/health",
  );
  return (
    <OperationsPage title="Health">
      <HealthList checks={checks} />
      <Part title="This process">
        <Facts
          facts={[
            ["Version", version],
            ["Node.js", node],
            ["Running for", formatDuration(uptimeSeconds)],
            [
              "Database connections",
              `${pool.open} open, ${pool.idle} idle, at most ${pool.max}${pool.waiting > 0 ? `; ${pool.waiting} requests wait` : ""}`,
            ],
          ]}
        />
      </Part>
    </OperationsPage>
  );
}
