import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link inside the site. Nothing is fetched before it is followed: pages are made per visitor, so a guess would cost a whole one. */
export default function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
