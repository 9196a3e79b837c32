"use client";

import { useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import Link from "@/components/ui/link";
import { api } from "@/lib/browser-api";
import { useUnread } from "@/lib/unread";

interface AccountMenuProps {
  name: string;
  email: string;
  avatarUrl: string | null;
  isCreator: boolean;
  isOperator: boolean;
  unread: number;
}

const row = "flex h-10 w-full items-center rounded-sm px-3 text-left text-sm hover:bg-sunken";

/** Opens by the browser's own popover: Escape and a click outside close it, with or without scripts. */
export function AccountMenu({ name, email, avatarUrl, isCreator, isOperator, ...props }: AccountMenuProps) {
  const unread = useUnread(props.unread);
  const menu = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState(false);
  const close = () => menu.current?.hidePopover();

  async function signOut() {
    try {
      await api.post("/api/auth/sign-out");
      window.location.assign("/signed-out");
    } catch {
      setProblem(true);
    }
  }

  const links: [string, string][] = [
    ["/notifications", "Notifications"],
    ["/feed", "Feed"],
    ["/library", "Library"],
    ["/memberships", "Memberships"],
    ["/studio", isCreator ? "Studio" : "Start selling"],
    ["/account", "Account"],
  ];
  if (isOperator) links.push(["/operations", "Operations"]);

  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        className="relative grid size-10 place-items-center rounded-full hover:bg-sunken"
      >
        <Avatar name={name} url={avatarUrl} />
        {unread > 0 ? (
          <span
            aria-hidden
            className="absolute top-0.5 right-0.5 size-3 rounded-full border-2 border-paper bg-accent"
          />
        ) : null}
        <span className="sr-only">Account menu{unread > 0 ? `, ${unread} unread` : null}</span>
      </button>
      <div
        ref={menu}
        id="account-menu"
        popover="auto"
        className="fixed inset-auto top-14 right-4 m-0 w-60 rounded-lg border border-line bg-raised p-2 text-ink shadow-raised sm:right-[max(1.5rem,calc((100vw-1200px)/2+1.5rem))]"
      >
        <div className="border-b border-line px-3 pt-1 pb-3 text-sm">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-soft">{email}</p>
        </div>
        <ul className="pt-2">
          {links.map(([href, label]) => (
            <li key={href}>
              <Link href={href} onClick={close} className={row}>
                {label}
                {href === "/notifications" && unread > 0 ? (
                  <span className="figures ml-auto font-medium text-accent">
                    {unread > 99 ? "99+" : unread}
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
          <li>
            <button type="button" onClick={signOut} className={row}>
              Sign out
            </button>
          </li>
        </ul>
        <p role="status" className="px-3 text-sm text-danger">
          {problem ? "Signing out did not work. Try again." : null}
        </p>
      </div>
    </>
  );
}
