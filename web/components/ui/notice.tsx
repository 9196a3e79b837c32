import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

const looks = {
  neutral: { box: "bg-sunken", mark: "text-soft", Icon: Info },
  good: { box: "bg-accent-wash", mark: "text-accent", Icon: CircleCheck },
  warning: { box: "bg-warning-wash", mark: "text-warning", Icon: CircleAlert },
  danger: { box: "bg-danger-wash", mark: "text-danger", Icon: CircleAlert },
} as const;

interface NoticeProps {
  tone?: keyof typeof looks;
  title?: string;
  className?: string;
  children?: ReactNode;
}

/** A message in the page; a danger one is read out the moment it appears. */
export function Notice({ tone = "neutral", title, className, children }: NoticeProps) {
  const { box, mark, Icon } = looks[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={cn("flex gap-3 rounded-md px-4 py-3 text-sm", box, className)}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", mark)} />
      <div className="grid min-w-0 gap-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="[&_a]:underline">{children}</div> : null}
      </div>
    </div>
  );
}
