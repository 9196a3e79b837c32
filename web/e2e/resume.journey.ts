import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, until } from "../../acceptance/world/database.ts";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { buy, type ForSale, openShop, paidBytes, sell } from "../../acceptance/world/shop.ts";
import { useBrowser } from "./world/browser.ts";
import { downloadHere } from "./world/downloads.ts";
import { type NetworkLink, openNetworkLink } from "./world/network-link.ts";

const MIB = 1024 * 1024;
const FILE = "film.bin";
const { visit } = useBrowser();

describe("a large download from the library", () => {
  let link: NetworkLink;
  let buyer: Person;
  let product: ForSale;

  beforeAll(async () => {
    link = await openNetworkLink();
    buyer = await signUp("Noor Buyer");
    product = await sell(await openShop(), { fileName: FILE, bytes: paidBytes(48 * MIB) });
    await buy(buyer, product);
  });
  afterAll(async () => {
    await link.close();
  });

  it("goes on by itself where it was when the line breaks", async () => {
    const { page, expectComplaint } = await visit({ as: buyer, link });
    expectComplaint(/net::ERR_/);
    await page.goto(`/library/${product.slug}`);
    link.pace(16 * MIB);
    const before = link.carried();
    const saved = downloadHere(page, FILE);
    await until(
      async () => link.carried() - before,
      (bytes) => bytes > 20 * MIB,
    );
    link.breakOff();
    link.pace(0);
    link.mend();
    expect(await saved).toMatchObject({ name: FILE, sha256: product.sha256 });
    const starts = await until(
      () =>
        sql<{ start: string }>(
          "select data->>'start' as start from events where type = 'download.served' and actor_id = $1",
          [buyer.userId],
        ),
      (rows) => rows.some(({ start }) => Number(start) > 0),
    );
    expect(starts.length).toBeGreaterThan(1);
    // Only the rest was sent again.
    expect(link.carried() - before).toBeLessThan(48 * MIB + 12 * MIB);
    await page.getByText("Started. If it stops, choose Resume").waitFor();
  });
});
