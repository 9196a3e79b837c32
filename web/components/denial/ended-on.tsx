import { Amount } from "@/components/ui/amount";
import { Time } from "@/components/ui/time";

interface EndedOnProps {
  at: string | null | undefined;
  title: string | undefined;
  /** What went back to the buyer. */
  refunded?: { amount: number; currency: string } | undefined;
}

/** When access ended, and the money that came back with it. */
export function EndedOn({ at, title, refunded }: EndedOnProps) {
  if (!at) return null;
  return (
    <p>
      Access to {title ?? "it"} ended on <Time at={at} />.{" "}
      {refunded && refunded.amount > 0 ? (
        <>
          <Amount price={refunded} /> came back to you.
        </>
      ) : null}
    </p>
  );
}
