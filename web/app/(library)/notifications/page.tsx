import { Bell } from "lucide-react";
import type { Metadata } from "next";
import { MarkSeen } from "@/components/notification/mark-seen";
import { NotificationRow } from "@/components/notification/notification-row";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { ShowMore } from "@/components/ui/show-more";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Notifications", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function NotificationsPage({ searchParams }: Props) {
  const { unreadNotifications } = await requireSession("/notifications");
  const cursor = oneParam(await searchParams, "cursor");
  const { items, nextCursor } = await (await serverApi()).get("/api/v1/notifications", { query: { cursor } });
  const unseen = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  return (
    <div className="mx-auto w-full max-w-[44rem] px-4 pt-8 sm:px-6 sm:pt-12">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-xl sm:text-2xl">Notifications</h1>
        <div className="flex flex-wrap items-center gap-2 max-sm:-ml-4">
          {unreadNotifications > 0 ? (
            <form method="post" action="/api/v1/notifications/read">
              <input type="hidden" name="all" value="true" />
              <Button type="submit" variant="quiet">
                Mark all as read
              </Button>
            </form>
          ) : null}
          <Link
            href="/account#notifications"
            className={buttonStyle({ variant: "quiet", className: "-mr-4" })}
          >
            Settings
          </Link>
        </div>
      </div>
      {items.length > 0 ? (
        <ul aria-label="Notifications" className="divide-y divide-line border-y border-line">
          {items.map((item) => (
            <li key={item.id}>
              <NotificationRow notification={item} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState
          icon={Bell}
          title={cursor ? "That was all" : "Nothing to tell you yet"}
          action={
            <Link
              href={cursor ? "/notifications" : "/"}
              className={buttonStyle({ variant: cursor ? "secondary" : "primary" })}
            >
              {cursor ? "Back to the newest" : "Find creators"}
            </Link>
          }
        >
          {cursor
            ? "There is nothing older."
            : "When a creator you follow publishes something, or somebody answers you, it is listed here."}
        </EmptyState>
      )}
      <ShowMore href={nextCursor ? `/notifications?cursor=${encodeURIComponent(nextCursor)}` : null} />
      {unseen.length > 0 ? <MarkSeen key={unseen[0]} ids={unseen} /> : null}
    </div>
  );
}
