import type { Devices } from "@vaulture/sdk";
import type { Metadata } from "next";
import { DeviceList } from "@/components/account/device-list";
import { Badge } from "@/components/ui/badge";
import Link from "@/components/ui/link";
import { Toaster } from "@/components/ui/toast";
import { plural } from "@/lib/format";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Devices", robots: { index: false } };

export default async function DevicesPage() {
  await requireSession("/account/devices");
  const { items, limits } = await (await serverApi()).get("/api/v1/me/devices");
  return (
    <div className="mx-auto grid w-full max-w-[44rem] gap-10 px-4 pt-8 sm:px-6 sm:pt-12">
      <div>
        <h1 className="text-xl sm:text-2xl">Devices</h1>
        <p className="mt-2 text-sm text-soft">
          Browsers that have signed in to this account and programs that have downloaded with it. Some
          creators limit from how many you may download; a device counts for 30 days after it last did.
        </p>
      </div>
      <DeviceList devices={items} />
      <Limits limits={limits} />
      <p className="text-sm">
        <Link href="/account" className="underline underline-offset-2">
          Back to your account
        </Link>
      </p>
      <Toaster />
    </div>
  );
}

function Limits({ limits }: Pick<Devices, "limits">) {
  return (
    <section aria-labelledby="limits">
      <h2 id="limits" className="text-lg">
        What is limited
      </h2>
      {limits.length === 0 ? (
        <p className="mt-2 text-sm text-soft">Nothing you own limits the number of devices.</p>
      ) : (
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {limits.map(({ title, path, places, deviceIds }) => (
            <li key={path} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
              <Link href={path} className="min-w-0 underline underline-offset-2">
                {title}
              </Link>
              <span className="flex items-center gap-3 text-sm text-soft">
                {deviceIds.length} of {plural(places, "device")}
                {deviceIds.length >= places ? <Badge tone="warning">Full</Badge> : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
