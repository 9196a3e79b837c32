import { NothingHere } from "@/components/site/nothing-here";

/** Never there, closed, or suspended. */
export function NoSuchPage() {
  return (
    <NothingHere>
      The address may be mistyped, or the storefront is not open at the moment. If you bought something from
      it, your library says what you have and what has become of it.
    </NothingHere>
  );
}
