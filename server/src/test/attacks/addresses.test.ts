import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../actors.ts";
import { startTestServer, type TestServer } from "../harness.ts";
import { buy, type ForSale, makeProduct, makeShop } from "../make.ts";

const GERMANY = "193.99.144.80";
const NETHERLANDS = "193.0.6.139";
/** What proxies and networks of delivery write, and anybody else can. */
const CLAIMS = [
  "x-forwarded-for",
  "x-real-ip",
  "forwarded",
  "x-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "cf-ipcountry",
  "x-forwarded",
  "x-country",
];

describe.each([
  ["with no trusted proxy", {} as Record<string, string>],
  ["with a trusted proxy that is not in between", { TRUSTED_PROXIES: "10.1.2.3" }],
])("a made-up address, %s (A41)", (_, environment) => {
  let server: TestServer;
  let ann: Actor;
  let product: ForSale;

  beforeAll(async () => {
    server = await startTestServer({ environment: { ...environment, RATE_LIMITS: "off" } });
    const shop = await makeShop(server);
    ann = await server.signUp("ann");
    product = await makeProduct(server, shop);
    await buy(ann, product.productId);
    expect((await link({})).status).toBe(201);
    await shop.owner.json("PUT", `/api/v1/products/${product.productId}/limits`, {
      countries: { rule: "allow", codes: ["DE"] },
      downloads: null,
      devices: null,
    });
  });
  afterAll(() => server.close());

  const link = (headers: Record<string, string>) =>
    ann.fetch(`/api/v1/files/${product.fileId}/downloads`, { method: "POST", headers });

  it.each(CLAIMS)("in %s does not change the country", async (name) => {
    const said = name === "forwarded" ? `for=${GERMANY}` : name.includes("country") ? "DE" : GERMANY;
    expect((await link({ [name]: said })).status).toBe(451);
  });
});

describe("a made-up address in front of the one a trusted proxy saw (A41)", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      environment: { TRUSTED_PROXIES: "loopback", RATE_LIMITS: "off" },
    });
  });
  afterAll(() => server.close());

  it("changes neither the country nor what counts as one address", async () => {
    const shop = await makeShop(server);
    const ann = await server.signUp("ann");
    const product = await makeProduct(server, shop);
    await buy(ann, product.productId);
    await shop.owner.json("PUT", `/api/v1/products/${product.productId}/limits`, {
      countries: { rule: "allow", codes: ["DE"] },
      downloads: null,
      devices: null,
    });
    const from = async (forwarded: string) =>
      (
        await ann.fetch(`/api/v1/files/${product.fileId}/downloads`, {
          method: "POST",
          headers: { "x-forwarded-for": forwarded },
        })
      ).status;
    expect(await from(GERMANY)).toBe(201);
    expect(await from(`${NETHERLANDS}, ${GERMANY}`)).toBe(201);
    for (const forwarded of [
      NETHERLANDS,
      `${GERMANY}, ${NETHERLANDS}`,
      `${GERMANY},${GERMANY},${NETHERLANDS}`,
      `127.0.0.1, ${GERMANY}, ${NETHERLANDS}`,
      `${GERMANY}, not an address`,
      `${GERMANY}, ${NETHERLANDS}:443`,
    ])
      expect(await from(forwarded), forwarded).toBe(451);
  });
});
