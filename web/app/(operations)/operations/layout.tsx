import type { Metadata } from "next";
import type { ReactNode } from "react";
import NotFound from "@/app/not-found";
import { OperationsNav } from "@/components/operations/operations-nav";
import { Toaster } from "@/components/ui/toast";
import { foundPage } from "@/lib/found";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = {
  title: { default: "Operations", template: "%s · Operations" },
  robots: { index: false },
};

export default foundPage(OperationsLayout, NotFound);

async function OperationsLayout({ children }: { children: ReactNode }) {
  await requireOperator("/operations");
  const { open } = await (await serverApi()).get("/api/v1/operations/alerts", { query: { limit: 1 } });
  return (
    <div className="page grid grid-cols-1 gap-8 pt-4 lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-12 lg:pt-10">
      <OperationsNav openAlerts={open} />
      <div className="min-w-0">{children}</div>
      <Toaster />
    </div>
  );
}
