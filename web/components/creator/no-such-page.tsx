import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";

/** Whether it never existed, was closed or is suspended is nobody's business. */
export function NoSuchPage() {
  return (
    <Message
      title="There is nothing here"
      actions={
        <>
          <Link href="/" className={buttonStyle({ variant: "primary" })}>
            Browse products
          </Link>
          <Link href="/library" className={buttonStyle()}>
            Go to your library
          </Link>
        </>
      }
    >
      The address may be mistyped, or the storefront is not open at the moment. If you bought something from
      it, your library says what you have and what has become of it.
    </Message>
  );
}
