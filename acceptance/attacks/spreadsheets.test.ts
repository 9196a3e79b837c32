import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { isOurs, needsOurs } from "../world/installation.ts";
import { signUp } from "../world/people.ts";
import { buy, openShop, type Shop, sell } from "../world/shop.ts";

/** What a spreadsheet would run, or take for the beginning of another cell. */
const FORMULAS = [
  '=HYPERLINK("https://evil.example","Click")',
  "+1+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  " =1+1",
  '"=1+1',
  "\uff1d1+1",
  "a;=1+1",
];

describe.skipIf(!isOurs)(`a formula hides in what goes into a spreadsheet (A26)${needsOurs}`, () => {
  let shop: Shop;
  const files: Record<string, string[][]> = {};

  beforeAll(async () => {
    shop = await openShop();
    for (const formula of FORMULAS) {
      const product = await sell(shop, { title: formula, amount: 0 });
      const buyer = await signUp("Formula Buyer");
      await sql("update users set name = $1 where id = $2", [formula, buyer.userId]);
      await buyer.json("POST", "/api/v1/checkout", { productId: product.productId }, 201);
    }
    await buy(await signUp("Plain Buyer"), await sell(shop, { title: "A plain title", amount: 1900 }));
    for (const name of ["sales", "customers"]) {
      const answer = await shop.owner.fetch(`/api/v1/creators/${shop.handle}/${name}.csv`);
      expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      files[name] = parse((await answer.text()).replace(/^\uFEFF/, ""));
    }
  });

  it("plain text comes as it is, numbers as numbers", () => {
    const line = files.sales!.find((cells) => cells.includes("A plain title"));
    expect(line).toEqual(expect.arrayContaining(["Plain Buyer", "USD", "19.00", "0.95", "18.05"]));
  });

  it.each(["sales", "customers"])("no cell of the %s begins one", (name) => {
    const rows = files[name]!;
    expect(rows).toHaveLength(1 + FORMULAS.length + 1);
    for (const cells of rows) {
      expect(cells).toHaveLength(rows[0]!.length);
      for (const cell of cells)
        expect(cell).not.toMatch(/(^|[;\t\r\n])["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
    }
    // Each name stands there, with nothing but what makes it harmless added.
    const written = rows.flat().map((cell) => cell.replaceAll("'", "").trim());
    for (const formula of FORMULAS) expect(written).toContain(formula.replaceAll("'", "").trim());
  });
});

/** RFC 4180. */
function parse(text: string): string[][] {
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}
