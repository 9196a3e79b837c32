import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";

/** Whether it never existed, is a draft or was taken off sale is nobody's business. */
export function NoSuchProduct() {
  return (
    <Message
      title="This is not for sale"
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
      The address may be mistyped, or its creator has taken it off sale. If you bought it, it is still in your
      library.
    </Message>
  );
}
