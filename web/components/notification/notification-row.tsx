import type { Notification } from "@vaulture/sdk";
import { Amount } from "@/components/ui/amount";
import { Avatar } from "@/components/ui/avatar";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { noticePath, noticeSentence } from "@/lib/notification-words";

/** One thing a person was told, leading to where it is about; what is new carries a dot. */
export function NotificationRow({ notification }: { notification: Notification }) {
  const { creator, excerpt, sale, trial, until, createdAt, readAt } = notification;
  const path = noticePath(notification);
  const inside = (
    <>
      <Avatar name={creator.displayName} url={creator.avatarUrl} />
      <span className="grid min-w-0 flex-1 gap-1 text-sm">
        <span
          className={`wrap-anywhere ${readAt ? "" : "font-medium"} ${path ? "group-hover:underline" : "text-soft"}`}
        >
          {noticeSentence(notification)}
          {readAt ? null : <span className="sr-only"> (new)</span>}
        </span>
        {excerpt ? <span className="line-clamp-2 wrap-anywhere text-soft">{excerpt}</span> : null}
        {sale && sale.price.amount > 0 ? <Amount price={sale.price} className="text-soft" /> : null}
        {until ? (
          <span className="text-soft">
            {trial ? "They end" : "It ends"} on <Time at={until} />.
          </span>
        ) : null}
        <span className="text-xs text-soft">
          <Time at={createdAt} exact />
        </span>
      </span>
      {readAt ? null : <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full bg-accent" />}
    </>
  );
  const row = "group flex items-start gap-4 py-4";
  return path ? (
    <Link href={path} className={row}>
      {inside}
    </Link>
  ) : (
    <div className={row}>{inside}</div>
  );
}
