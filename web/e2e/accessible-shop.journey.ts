import { beforeAll, describe, expect, it } from "vitest";
import { prove } from "../../acceptance/world/database.ts";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { buy, type ForSale, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems, once, openPage } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { joinTier, makeTier } from "./world/memberships.ts";
import { follow, openClub, writePost } from "./world/posts.ts";
import { press, untilAlive } from "./world/press.ts";

const { visit } = useBrowser();
const TEXT =
  "# What it is\n\nA *guide* with a [link](https://example.org), `code` and\n\n> a quote\n\n- one\n- two";

let buyer: Person;
let product: ForSale;
let refunded: ForSale;
let other: ForSale;
let purchaseId: string;
let subscriptionId: string;
let joined: string;
let club: Awaited<ReturnType<typeof openClub>>;
const posts: Record<"open" | "free" | "members" | "sold", string> = {
  open: "",
  free: "",
  members: "",
  sold: "",
};

beforeAll(async () => {
  buyer = await signUp("Noor Buyer");
  const shop = await openShop();
  product = await sell(shop, { title: "A guide", description: TEXT });
  refunded = await sell(shop, { title: "Given back" });
  other = await sell(shop, { title: "Another guide" });
  purchaseId = await buy(buyer, product);
  const returned = await buy(buyer, refunded);
  await shop.owner.json("POST", `/api/v1/purchases/${returned}/refund`, {});
  club = await openClub();
  const words = { title: "At the bench", teaser: "What it is about", body: TEXT, tags: ["wood"] };
  posts.open = await writePost(club, { ...words, visibility: "free", isPublic: true });
  posts.free = await writePost(club, { ...words, visibility: "free" });
  posts.members = await writePost(club, { ...words, visibility: "subscribers", pinned: true });
  const price = { amount: 700, currency: "usd" };
  posts.sold = await writePost(club, { ...words, visibility: "ppv", price });
  await follow(buyer, club);
  await prove(buyer);
  const say = (body: string, more: object = {}) =>
    buyer.json<{ id: string }>("POST", `/api/v1/posts/${posts.free}/comments`, { body, ...more });
  const { id: replyTo } = await say("Which plane is that?");
  await say("A number four", { replyTo });
  const place = await openClub();
  subscriptionId = await joinTier(buyer, place, place.tierId);
  // As long as a name may be: nothing it stands on may be wider than a telephone.
  await makeTier(place, "Grand Companion of the Inner Workshop Circle, life", 1500, {
    description: "Plans, *every* week.",
    trialDays: 7,
    seats: 9,
  });
  joined = `/@${place.handle}/membership`;
});

describe("pages anybody sees", () => {
  const asVisitor = once(() => visit({ stays: true }));

  it.each<[string, () => string]>([
    ["the marketplace", () => "/"],
    ["a search", () => "/?query=guide"],
    ["a list narrowed down", () => "/?kind=document&price=10-25&sort=popular"],
    ["a search that finds a creator", () => `/?query=${club.handle}`],
    ["a search without results", () => "/?query=nothing-like-this"],
    ["a product", () => `/p/${product.slug}`],
    ["a storefront", () => `/@${product.shop.handle}`],
    ["a storefront's posts", () => `/@${club.handle}/posts`],
    ["a post for everybody", () => `/posts/${posts.open}`],
    ["a post for members", () => `/posts/${posts.members}`],
    ["a membership", () => joined],
    ["sign in", () => "/sign-in"],
    ["sign up", () => "/sign-up"],
    ["forgotten password", () => "/forgot-password"],
    ["a new password", () => "/reset-password?token=abc"],
    ["a refused link", () => "/denied?code=wrong_viewer"],
    ["too many pages at once", () => "/denied?code=rate_limited&page=%2F"],
    ["the end of mails, from a link that was cut", () => "/unsubscribe?token=cut"],
    ["a cancelled checkout", () => `/checkout/cancelled?product=${product.slug}`],
    ["a cancelled unlock", () => `/checkout/cancelled?post=${posts.sold}`],
    ["nothing there", () => "/p/nothing-there"],
    ["no such address", () => "/nothing-there"],
  ])("%s", async (_, path) => {
    const { page, expectComplaint } = await asVisitor();
    expectComplaint(/nothing-there: .* status of 404/);
    expectComplaint(/\/denied\?.* status of 4/);
    await openPage(page, path());
    expect(await accessProblems(page)).toEqual([]);
  });
});

describe("the marketplace while it is used", () => {
  it("with its filters open on a telephone", async () => {
    const { page } = await visit({ width: 360 });
    await page.goto("/?kind=document");
    await page.getByRole("button", { name: "Filters (1)" }).click();
    await page.getByRole("button", { name: /^Show .*product/ }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  it("with what was found while typing", async () => {
    const { page } = await visit();
    await page.goto("/");
    const field = page.getByRole("searchbox", { name: "Search products" });
    await untilAlive(field);
    await field.fill("A guide");
    await page.getByRole("list", { name: "Products found" }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });
});

describe("pages of a buyer", () => {
  const asBuyer = once(() => visit({ as: buyer, stays: true }));

  it.each<[string, () => string]>([
    ["a product to buy", () => `/p/${refunded.slug}`],
    ["an owned product", () => `/p/${product.slug}`],
    ["a post that is sold", () => `/posts/${posts.sold}`],
    ["a post with a picture", () => `/posts/${posts.free}`],
    ["the feed", () => "/feed"],
    ["whom one follows", () => "/following"],
    ["notifications", () => "/notifications"],
    ["the library", () => "/library"],
    ["tiers of a creator", () => `/@${club.handle}/membership`],
    ["tiers of a member", () => joined],
    ["memberships", () => "/memberships"],
    ["a refused change", () => "/memberships?problem=card_refused"],
    ["a new membership", () => `/memberships/return?subscription=${subscriptionId}`],
    ["its content", () => `/library/${product.slug}`],
    ["content that closed", () => `/library/${refunded.slug}`],
    ["a paid order", () => `/checkout/return?purchase=${purchaseId}`],
    ["its receipt", () => `/purchases/${purchaseId}`],
    ["what was not bought, with its offer", () => `/denied?code=purchase_required&file=${other.fileId}`],
    ["a link that expired", () => `/denied?code=link_expired&file=${product.fileId}`],
    ["the account", () => "/account"],
    ["the devices", () => "/account/devices"],
    ["the start of selling", () => "/studio"],
  ])("%s", async (_, path) => {
    const { page, expectComplaint } = await asBuyer();
    expectComplaint(/\/denied\?.* status of 4/);
    await openPage(page, path());
    expect(await accessProblems(page)).toEqual([]);
  });

  it("the question before a post is unlocked", async () => {
    const { page } = await visit({ as: buyer });
    await page.goto(`/posts/${posts.sold}`);
    await press(page.getByRole("button", { name: "Unlock for $7" }));
    await page.getByRole("dialog").getByText("You pay $7 once").waitFor();
    await page
      .getByRole("dialog")
      .getByText(/is charged \$7 now/)
      .waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  it("a comment's menu, a reply, and the dialogs behind them", async () => {
    const { page } = await visit({ as: await prove(await signUp("Ben Fan")) });
    await page.goto(`/posts/${posts.free}`);
    await press(page.getByRole("button", { name: "Reply to Noor Buyer" }));
    await page.getByRole("textbox", { name: "Your reply to Noor Buyer" }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "About the comment by Noor Buyer" }).first().click();
    await page.getByRole("menuitem", { name: "Report" }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole("menuitem", { name: "Report" }).click();
    await page.getByRole("dialog").getByLabel("What is wrong with it").waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  it("an empty feed", async () => {
    const { page } = await visit({ as: await signUp("Nora New") });
    await openPage(page, "/feed");
    expect(await accessProblems(page)).toEqual([]);
  });

  it("an empty library", async () => {
    const { page } = await visit({ as: await signUp("Nora New") });
    await openPage(page, "/library");
    expect(await accessProblems(page)).toEqual([]);
  });

  it("the payment page, empty and refused", async () => {
    const { page, expectComplaint } = await visit({ as: buyer });
    expectComplaint(/\/sandbox\/checkout\/.* status of 4/);
    await page.goto(`/p/${refunded.slug}`);
    await press(page.getByRole("button", { name: /^Buy for/ }));
    await page.getByLabel("Card number").waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole("button", { name: /^Pay / }).click();
    await page.getByText("Enter the card number.").waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });
});
