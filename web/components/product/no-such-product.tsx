import { NothingHere } from "@/components/site/nothing-here";

/** Never there, a draft, or taken off sale. */
export function NoSuchProduct() {
  return (
    <NothingHere title="This is not for sale">
      The address may be mistyped, or its creator has taken it off sale. If you bought it, it is still in your
      library.
    </NothingHere>
  );
}
