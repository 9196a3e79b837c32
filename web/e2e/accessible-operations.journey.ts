import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../acceptance/world/database.ts";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { buy, type ForSale, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems, once, openPage } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { press } from "./world/press.ts";
import { raiseAlert } from "./world/raise-alert.ts";

const { visit } = useBrowser();

let operator: Person;
let buyer: Person;
let product: ForSale;
let purchaseId: string;
let mailId: string;
let alertId: string;

beforeAll(async () => {
  product = await sell(await openShop(), { title: "A guide" });
  buyer = await signUp("Noor Buyer");
  purchaseId = await buy(buyer, product);
  operator = await signUp("Olive Operator");
  await sql("update users set operator_since = now() where id = $1", [operator.userId]);
  const [mail] = await sql<{ id: string }>("select id from mails where to_address = $1 limit 1", [
    buyer.email,
  ]);
  mailId = mail!.id;
  const post = { creatorId: product.shop.creatorId, body: "Reported", visibility: "free" };
  const { id: postId } = await product.shop.owner.json<{ id: string }>("POST", "/api/v1/posts", post);
  await buyer.json("POST", `/api/v1/posts/${postId}/report`, { reason: "rights", details: "It is mine" });
  await sql(
    "insert into watermark_codes (creator_id, user_id, code, created_at) values ($1, $2, 'K7QM2F9X', now())",
    [product.shop.creatorId, buyer.userId],
  );
  alertId = await raiseAlert(buyer);
  await sql("select graphile_worker.add_job('accessible', '{\"what\": \"to look at\"}')");
});

describe("pages of operations", () => {
  const asOperator = once(() => visit({ as: operator, stays: true }));

  it.each<[string, () => string]>([
    ["overview", () => ""],
    ["alerts", () => "/alerts"],
    ["an alert", () => `/alerts/${alertId}`],
    ["no alerts", () => "/alerts?state=muted"],
    ["reports", () => "/reports"],
    ["no closed reports", () => "/reports?state=closed"],
    ["whose watermark it is", () => "/watermarks?code=K7QM-2F9X"],
    ["nobody's watermark", () => "/watermarks?code=K7QM-2F9Y"],
    ["users", () => "/users"],
    ["a user", () => `/users/${buyer.userId}`],
    ["creators", () => "/creators"],
    ["a creator", () => `/creators/${product.shop.creatorId}`],
    ["products", () => "/products"],
    ["a product", () => `/products/${product.productId}`],
    ["purchases", () => "/purchases"],
    ["a purchase", () => `/purchases/${purchaseId}`],
    ["events", () => "/events"],
    ["jobs", () => "/jobs"],
    ["mail", () => "/mail"],
    ["pages", () => "/pages"],
    ["a page", () => "/pages/terms"],
    ["health", () => "/health"],
    ["nothing found", () => "/users?query=nobody-has-this-name"],
  ])("%s", async (_, path) => {
    const { page } = await asOperator();
    await openPage(page, `/operations${path()}`);
    expect(await accessProblems(page)).toEqual([]);
  });

  it("an event that was opened", async () => {
    const { page } = await visit({ as: operator });
    await openPage(page, "/operations/events");
    await page.locator("summary").first().click();
    expect(await accessProblems(page)).toEqual([]);
  });

  it("a dialog that asks why", async () => {
    const { page } = await visit({ as: operator });
    await openPage(page, `/operations/users/${buyer.userId}`);
    await press(page.getByRole("button", { name: "Suspend", exact: true }));
    await page.getByRole("dialog").getByLabel("Reason").waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  it("muting an alert", async () => {
    const { page } = await visit({ as: operator });
    await openPage(page, `/operations/alerts/${alertId}`);
    await press(page.getByRole("button", { name: "Mute" }));
    await page.getByRole("dialog").getByLabel("For how long").waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  it("taking down", async () => {
    const { page } = await visit({ as: operator });
    await openPage(page, `/operations/products/${product.productId}`);
    await press(page.getByRole("button", { name: "Take down" }));
    await page.getByRole("dialog").getByLabel("Reason").waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });
});

describe("other pages", () => {
  it.each([
    "/help",
    "/terms",
    "/privacy",
    "/offline",
    "/goodbye",
    "/signed-out",
    "/suspended",
    "/verify-email",
    "/verify-email?error=invalid_token",
    "/verify-email?done=1",
    "/confirm-email?token=abc",
  ])("%s", async (path) => {
    const { page } = await visit();
    await openPage(page, path);
    expect(await accessProblems(page)).toEqual([]);
  });

  it("mail of a test installation", async () => {
    const { page } = await visit({ as: buyer });
    await openPage(page, "/sandbox/mail");
    expect(await accessProblems(page)).toEqual([]);
  });

  it.each<[string, string, () => Person]>([
    ["for operators", "/operations/mail", () => operator],
    ["of a test installation", "/sandbox/mail", () => buyer],
  ])("a mail, outside of its frame, %s", async (_, mails, as) => {
    const { page } = await visit({ as: as() });
    await openPage(page, `${mails}/${mailId}`);
    // The frame runs no script, axe's neither.
    await page.locator("iframe").evaluate((frame) => frame.remove());
    expect(await accessProblems(page)).toEqual([]);
  });
});
