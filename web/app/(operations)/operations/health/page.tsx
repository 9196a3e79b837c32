import type { Metadata } from "next";
import { HealthList } from "@/components/operations/health-list";
import { Facts, OperationsPage, Part } from "@/components/operations/operations-page";
import { TrailCheck } from "@/components/operations/trail-check";
import { formatDuration } from "@/lib/format";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Health" };

export default async function HealthPage() {
  await requireOperator("/operations/health");
  const api = await serverApi();
  const [{ checks, version, node, uptimeSeconds, pool }, { check }] = await Promise.all([
    api.get("/api/v1/operations/health"),
    api.get("/api/v1/operations/trail-checks/latest"),
  ]);
  return (
    <OperationsPage title="Health">
      <HealthList checks={checks} />
      <Part title="The event trail">
        <TrailCheck latest={check} />
      </Part>
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
