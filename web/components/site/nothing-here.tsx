import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Message } from "./message";

interface NothingHereProps {
  title?: string;
  children: ReactNode;
}

/** A page that is not there, and where one can go instead. Why it is not there is nobody's business. */
export function NothingHere({ title = "There is nothing here", children }: NothingHereProps) {
  return (
    <Message
      title={title}
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
      {children}
    </Message>
  );
}
