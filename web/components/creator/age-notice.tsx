import { Message } from "@/components/site/message";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";

interface AgeNoticeProps {
  creator: { displayName: string };
  /** The page that was asked for. */
  next: string;
}

/** Stands in place of anything by a creator for adults until somebody has said that they are one. A plain form. */
export function AgeNotice({ creator, next }: AgeNoticeProps) {
  return (
    <Message
      title="This page is for adults"
      actions={
        <>
          <form method="post" action={`/api/v1/adult-content?next=${encodeURIComponent(next)}`}>
            <Button type="submit" variant="primary">
              I am 18 or older
            </Button>
          </form>
          <Link href="/" className={buttonStyle({})}>
            Leave
          </Link>
        </>
      }
    >
      <p>
        {creator.displayName} shows things that are meant for adults alone. Your answer is remembered in this
        browser for half a year.
      </p>
    </Message>
  );
}
