import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, PASSWORD } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeFile, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";

const GERMANY = "193.99.144.80";
const NETHERLANDS = "193.0.6.139";
const SIZE = 100_000;
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

type Limits = {
  countries?: { rule: "allow" | "block"; codes: string[] } | null;
  downloads?: number | null;
  devices?: number | null;
};

describe("limits that close what was bought", () => {
  let server: TestServer;
  let shop: Shop;
  let ann: Actor;

  beforeAll(async () => {
    // As behind a proxy on the same machine, which says where a request comes from.
    server = await startTestServer({ environment: { TRUSTED_PROXIES: "loopback" } });
    shop = await makeShop(server);
    ann = await server.signUp("ann");
  });
  afterAll(() => server.close());

  const limit = (product: ForSale, { countries = null, downloads = null, devices = null }: Limits) =>
    shop.owner.json("PUT", `/api/v1/products/${product.productId}/limits`, { countries, downloads, devices });
  const sold = async (to: Actor, limits: Limits = {}) => {
    const product = await makeProduct(server, shop, { bytes: randomBytes(SIZE) });
    const purchaseId = await buy(to, product.productId);
    await limit(product, limits);
    return { ...product, purchaseId };
  };
  const ask = (who: Actor, path: string, { from, ...init }: RequestInit & { from?: string } = {}) => {
    const headers = new Headers(init.headers);
    if (from) headers.set("x-forwarded-for", from);
    return who.fetch(path, { ...init, headers });
  };
  const link = (who: Actor, product: ForSale, from?: string) =>
    ask(who, `/api/v1/files/${product.fileId}/downloads`, { method: "POST", ...(from && { from }) });
  const urlOf = async (answer: Response) => ((await answer.json()) as { url: string }).url;
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const sizeOf = async (answer: Response) => (await answer.arrayBuffer()).byteLength;
  /** What was sent is written a moment later. */
  const settled = (purchaseId: string) =>
    expect
      .poll(async () => {
        const { rows } = await server.deps.pool.query(
          "select coalesce(sum(flowing), 0) as flowing from downloads where purchase_id = $1",
          [purchaseId],
        );
        return rows[0].flowing;
      })
      .toBe(0);
  const whole = async (who: Actor, product: ForSale & { purchaseId: string }) => {
    const { url } = await ticket(who, product.fileId);
    const size = await sizeOf(await who.fetch(url));
    await settled(product.purchaseId);
    return size;
  };
  /** The same person in another browser. */
  const elsewhere = async (who: Actor): Promise<Actor> => {
    const answer = await server.visitor.fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: who.email, password: PASSWORD }),
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const other: Actor = { ...who, cookie };
    other.fetch = (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("cookie", cookie);
      return who.fetch(path, { ...init, headers });
    };
    return other;
  };

  describe("of countries (A41)", () => {
    it("open only where it is offered: links, bytes under way to be asked for, and what pages are told", async () => {
      const product = await sold(ann);
      const open = await urlOf(await link(ann, product, NETHERLANDS));
      expect((await ask(ann, open, { from: NETHERLANDS })).status).toBe(200);
      await limit(product, { countries: { rule: "allow", codes: ["DE"] } });

      const refused = await ask(ann, open, { from: NETHERLANDS });
      expect(refused.status).toBe(451);
      expect(await codeOf(refused)).toBe("country_not_allowed");
      expect((await ask(ann, open, { from: GERMANY })).status).toBe(200);
      expect((await link(ann, product, NETHERLANDS)).status).toBe(451);
      expect((await link(ann, product, GERMANY)).status).toBe(201);
      // Nobody knows where this machine is.
      expect((await link(ann, product)).status).toBe(451);

      const access = await ask(ann, `/api/v1/files/${product.fileId}/access`, { from: NETHERLANDS });
      expect(await access.json()).toMatchObject({ access: { reason: "country_not_allowed" } });
      const content = await ask(ann, `/api/v1/library/${product.slug}`, { from: NETHERLANDS });
      expect(await content.json()).toMatchObject({
        files: [{ access: { allowed: false, reason: "country_not_allowed" }, sha256: null }],
      });
      const { rows } = await server.deps.pool.query(
        "select data->>'country' as country from events where type = 'access.denied' and data->>'reason' = 'country_not_allowed'",
      );
      expect(rows.map(({ country }) => country).sort()).toEqual([null, "NL", "NL"].sort());
    });

    it("close where it is blocked and nowhere else, and never to its owner", async () => {
      const product = await sold(ann, { countries: { rule: "block", codes: ["NL", "FR"] } });
      expect((await link(ann, product, GERMANY)).status).toBe(201);
      expect((await link(ann, product)).status).toBe(201);
      expect((await link(ann, product, NETHERLANDS)).status).toBe(451);
      expect((await link(shop.owner, product, NETHERLANDS)).status).toBe(201);
    });

    it("are satisfied by one purchase of several", async () => {
      const product = await sold(ann, { countries: { rule: "block", codes: ["NL"] } });
      expect((await link(ann, product, NETHERLANDS)).status).toBe(451);
      const bundle = await shop.owner.json<{ id: string }>("POST", "/api/v1/products", {
        creatorId: shop.creatorId,
        title: "The bundle",
        price: { amount: 900, currency: "usd" },
        fileIds: [product.fileId],
      });
      await shop.owner.json("POST", `/api/v1/products/${bundle.id}/publish`, {});
      await buy(ann, bundle.id);
      const open = await link(ann, product, NETHERLANDS);
      expect(open.status).toBe(201);
      expect((await ask(ann, await urlOf(open), { from: NETHERLANDS })).status).toBe(200);
    });

    it("are not bought where it would not open", async () => {
      const product = await makeProduct(server, shop);
      await limit(product, { countries: { rule: "allow", codes: ["DE", "AT"] } });
      const order = (from: string) =>
        ask(ann, "/api/v1/checkout", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ productId: product.productId }),
          from,
        });
      const refused = await order(NETHERLANDS);
      expect(refused.status).toBe(451);
      expect(await codeOf(refused)).toBe("country_not_allowed");
      expect((await order(GERMANY)).status).toBe(201);
    });
  });

  describe("of downloads (A43)", () => {
    it("count whole copies, however they were fetched, and looking not at all", async () => {
      const product = await sold(ann, { downloads: 2 });
      expect(await whole(ann, product)).toBe(SIZE);
      const { url } = await ticket(ann, product.fileId);
      await ann.fetch(url, { method: "HEAD" });
      for (const range of ["bytes=0-29999", "bytes=30000-59999", "bytes=60000-"])
        await sizeOf(await ann.fetch(url, { headers: { range } }));
      await settled(product.purchaseId);
      const refused = await link(ann, product);
      expect(refused.status).toBe(403);
      expect(await codeOf(refused)).toBe("download_limit_reached");
      // The link of the last one is no further copy either.
      expect(await codeOf(await ann.fetch(url))).toBe("download_limit_reached");
      expect((await link(shop.owner, product)).status).toBe(201);
    });

    it("let one that was broken off be resumed or begun anew", async () => {
      const product = await sold(ann, { downloads: 1 });
      const first = await ticket(ann, product.fileId);
      await sizeOf(await ann.fetch(first.url, { headers: { range: "bytes=0-59999" } }));
      await settled(product.purchaseId);
      expect((await ann.fetch(first.url, { headers: { range: "bytes=60000-69999" } })).status).toBe(206);
      await settled(product.purchaseId);

      expect(await whole(ann, product)).toBe(SIZE);
      expect(await codeOf(await link(ann, product))).toBe("download_limit_reached");
      // The new one took the place of the first.
      expect((await ann.fetch(first.url, { headers: { range: "bytes=70000-" } })).status).toBe(410);
    });

    it("are not got around by many that are begun with a byte each", async () => {
      const product = await sold(ann, { downloads: 1 });
      const links = await Promise.all(Array.from({ length: 5 }, () => ticket(ann, product.fileId)));
      for (const { url } of links) {
        expect((await ann.fetch(url, { headers: { range: "bytes=0-0" } })).status).toBe(206);
        await settled(product.purchaseId);
      }
      let copies = 0;
      for (const { url } of links) if ((await sizeOf(await ann.fetch(url))) === SIZE) copies += 1;
      expect(copies).toBe(1);
    });

    it("let no more through when many start at once", async () => {
      const product = await sold(ann, { downloads: 2 });
      const links = await Promise.all(Array.from({ length: 12 }, () => ticket(ann, product.fileId)));
      const answers = await Promise.all(links.map(({ url }) => ann.fetch(url)));
      const sizes = await Promise.all(answers.map(sizeOf));
      expect(sizes.filter((size) => size === SIZE)).toHaveLength(2);
      expect(answers.map(({ status }) => status).filter((status) => status === 403)).toHaveLength(10);
    });

    it("begin anew when the creator says so, with an event", async () => {
      const product = await sold(ann, { downloads: 1 });
      await whole(ann, product);
      expect((await link(ann, product)).status).toBe(403);
      const sale = () =>
        shop.owner.json("GET", `/api/v1/creators/${shop.handle}/sales/${product.purchaseId}`);
      expect(await sale()).toMatchObject({ uses: { limit: 1, files: [{ name: "guide.pdf", used: 1 }] } });
      await ann.json("POST", `/api/v1/purchases/${product.purchaseId}/downloads/reset`, {}, 404);
      await shop.owner.json("POST", `/api/v1/purchases/${product.purchaseId}/downloads/reset`, {});
      expect(await sale()).toMatchObject({ uses: { files: [{ used: 0 }] } });
      expect(await whole(ann, product)).toBe(SIZE);
      expect((await link(ann, product)).status).toBe(403);
      const { rows } = await server.deps.pool.query(
        "select actor_id from events where type = 'downloads.reset' and subject_id = $1",
        [product.purchaseId],
      );
      expect(rows).toEqual([{ actor_id: shop.owner.userId }]);
    });
  });

  describe("of devices (A42)", () => {
    it("leave a place free when one is removed, which signs it out", async () => {
      const eve = await server.signUp("eve");
      const product = await sold(eve, { devices: 1 });
      expect(await whole(eve, product)).toBe(SIZE);
      expect(await whole(eve, product)).toBe(SIZE);
      const phone = await elsewhere(eve);
      const refused = await link(phone, product);
      expect(refused.status).toBe(403);
      expect(await codeOf(refused)).toBe("too_many_devices");

      type Devices = {
        items: { id: string; isThis: boolean; holdsPlace: boolean }[];
        limits: { places: number; deviceIds: string[] }[];
      };
      const devices = (await (await phone.fetch("/api/v1/me/devices")).json()) as Devices;
      const first = devices.items.find(({ holdsPlace }) => holdsPlace)!;
      expect(first.isThis).toBe(false);
      expect(devices.limits).toMatchObject([{ places: 1, deviceIds: [first.id] }]);
      expect((await ann.fetch(`/api/v1/me/devices/${first.id}`, { method: "DELETE" })).status).toBe(404);
      expect((await phone.fetch(`/api/v1/me/devices/${first.id}`, { method: "DELETE" })).status).toBe(204);
      expect((await eve.fetch("/api/v1/me")).status).toBe(401);
      expect((await link(phone, product)).status).toBe(201);
    });

    it("give a place up after thirty days without use", async () => {
      const dan = await server.signUp("dan");
      const product = await sold(dan, { devices: 1 });
      await whole(dan, product);
      const tablet = await elsewhere(dan);
      expect((await link(tablet, product)).status).toBe(403);
      server.clock.advance(29 * 86_400_000);
      const later = await elsewhere(dan);
      expect((await link(later, product)).status).toBe(403);
      server.clock.advance(86_400_000);
      expect((await link(later, product)).status).toBe(201);
      server.clock.advance(-30 * 86_400_000);
    });

    it("let exactly as many start at once as there are places", { timeout: 120_000 }, async () => {
      const kim = await server.signUp("kim");
      const product = await sold(kim, { devices: 2 });
      const devices: Actor[] = [];
      for (let n = 0; n < 20; n++) devices.push(await elsewhere(kim));
      const links = await Promise.all(devices.map(async (device) => urlOf(await link(device, product))));
      const answers = await Promise.all(links.map((url, n) => devices[n]!.fetch(url)));
      expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(2);
      expect(answers.map(({ status }) => status).filter((status) => status === 403)).toHaveLength(18);
    });

    it("count for all of a creator's products together, unless a product has its own", async () => {
      const lea = await server.signUp("lea");
      const [one, two] = [await sold(lea), await sold(lea)];
      await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { deviceLimit: 1 });
      await whole(lea, one);
      const phone = await elsewhere(lea);
      expect(await codeOf(await link(phone, two))).toBe("too_many_devices");
      await limit(two, { devices: 1 });
      expect((await link(phone, two)).status).toBe(201);
      await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { deviceLimit: null });
      expect((await link(phone, one)).status).toBe(201);
    });
  });

  it("hold for what is shown in a page: countries and devices, but to look uses no download up", async () => {
    const gil = await server.signUp("gil");
    const product = await makeProduct(server, shop, { bytes: PIXEL, fileName: "dot.png" });
    await buy(gil, product.productId);
    await limit(product, { downloads: 1, devices: 1, countries: { rule: "allow", codes: ["DE"] } });
    const look = (who: Actor, from: string) =>
      ask(who, `/api/v1/files/${product.fileId}/views`, { method: "POST", from });
    const url = await urlOf(await look(gil, GERMANY));
    for (let n = 0; n < 3; n++)
      expect(await sizeOf(await ask(gil, url, { from: GERMANY }))).toBe(PIXEL.length);
    expect((await ask(gil, url, { from: NETHERLANDS })).status).toBe(451);
    expect((await look(gil, NETHERLANDS)).status).toBe(451);
    const phone = await elsewhere(gil);
    expect(await codeOf(await look(phone, GERMANY))).toBe("too_many_devices");
    expect(await codeOf(await ask(phone, url, { from: GERMANY }))).toBe("too_many_devices");
    expect((await link(gil, product, GERMANY)).status).toBe(201);
  });

  it("cost nothing where there are none", async () => {
    const product = await sold(ann);
    await whole(ann, product);
    const { rows } = await server.deps.pool.query("select 1 from device_places where product_id = $1", [
      product.productId,
    ]);
    expect(rows).toEqual([]);
  });

  it("close one file of a product, which can still be looked at, and leave the others open", async () => {
    const picture = await makeProduct(server, shop, { bytes: PIXEL, fileName: "pixel.png" });
    const other = await makeFile(server, shop, randomBytes(SIZE), "notes.bin");
    await shop.owner.json("POST", `/api/v1/products/${picture.productId}/files`, { fileIds: [other] });
    const purchaseId = await buy(ann, picture.productId);
    await limit(picture, { downloads: 1 });
    const content = async () => {
      const { access, files } = await ann.json<{
        access: { allowed: boolean };
        files: {
          id: string;
          access: { reason: string | null };
          view: string | null;
          sha256: string | null;
        }[];
      }>("GET", `/api/v1/library/${picture.slug}`);
      const file = files.find(({ id }) => id === picture.fileId)!;
      const { reason } = file.access;
      return { open: access.allowed, reason, view: file.view, hash: file.sha256 !== null };
    };
    expect(await content()).toEqual({ open: true, reason: null, view: "image", hash: true });
    await whole(ann, { ...picture, purchaseId });
    expect(await content()).toEqual({
      open: true,
      reason: "download_limit_reached",
      view: "image",
      hash: false,
    });
    await limit(picture, { countries: { rule: "allow", codes: ["DE"] }, downloads: 1 });
    expect(await content()).toMatchObject({ open: false, reason: "country_not_allowed", view: null });
  });
});
