import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import type { FileFacts } from "./facts.ts";

const purchase = {
  id: "pur",
  productId: "pro",
  endedAt: null,
  endedReason: null,
  productClosed: false,
  countryClosed: false,
  devicesFull: false,
  downloadsUsedUp: false,
  counted: false,
};
const elsewhere = { ...purchase, countryClosed: true };
const full = { ...purchase, devicesFull: true };
const usedUp = { ...purchase, downloadsUsedUp: true };
const closed = { ...purchase, productClosed: true };
const ended = { ...purchase, endedAt: new Date(0), endedReason: "refunded" };
const revoked = { ...ended, endedReason: "revoked" };
const facts = (more: Partial<FileFacts> & { ready?: boolean } = {}): FileFacts => ({
  file: {
    id: "fil",
    creatorId: "cre",
    name: "a.pdf",
    sizeBytes: 1,
    contentType: "application/pdf",
    viewType: null,
    sha256: "00",
    ready: more.ready ?? true,
  },
  creatorSuspended: false,
  watermark: "paid",
  listed: true,
  memberRole: null,
  purchase: null,
  posts: [],
  ...more,
});
const outcome = (given: FileFacts | null, finishing = false) => {
  const decision = decide(given, { purpose: "download", signedIn: true, finishing });
  return decision.allowed ? decision.because.kind : decision.reason;
};

describe("decide", () => {
  it.each<[string, FileFacts | null, string]>([
    ["nothing there", null, "not_found"],
    ["still uploading, even for its owner", facts({ ready: false, memberRole: "owner" }), "not_found"],
    ["an owner", facts({ memberRole: "owner" }), "owner"],
    ["an editor of an unlisted file", facts({ memberRole: "editor", listed: false }), "owner"],
    [
      "an owner of a suspended creator keeps what is theirs",
      facts({ memberRole: "owner", creatorSuspended: true }),
      "owner",
    ],
    [
      "an analyst may look at numbers, not take files",
      facts({ memberRole: "analyst", listed: false }),
      "purchase_required",
    ],
    ["an analyst who bought it", facts({ memberRole: "analyst", purchase }), "purchase"],
    ["a buyer", facts({ purchase }), "purchase"],
    ["a buyer of what is no longer sold", facts({ purchase, listed: false }), "purchase"],
    ["a buyer from a suspended creator", facts({ purchase, creatorSuspended: true }), "creator_suspended"],
    ["a buyer of what was taken down from its buyers too", facts({ purchase: closed }), "product_removed"],
    ["its owner keeps what is theirs", facts({ purchase: closed, memberRole: "owner" }), "owner"],
    [
      "a suspended creator closes before that",
      facts({ purchase: closed, creatorSuspended: true }),
      "creator_suspended",
    ],
    ["a buyer whose access ended", facts({ purchase: ended }), "access_ended"],
    [
      "an ended purchase stays ended, whatever became of the product",
      facts({ purchase: { ...ended, productClosed: true } }),
      "access_ended",
    ],
    ["a buyer whose access was taken away by hand", facts({ purchase: revoked }), "access_revoked"],
    ["the same with an unlisted product", facts({ purchase: revoked, listed: false }), "access_revoked"],
    ["a stranger to something on sale", facts(), "purchase_required"],
    ["a stranger to something unlisted", facts({ listed: false }), "not_found"],
    ["a stranger to something of a suspended creator", facts({ creatorSuspended: true }), "not_found"],
    ["a buyer where it is not offered", facts({ purchase: elsewhere }), "country_not_allowed"],
    ["its editor there", facts({ purchase: elsewhere, memberRole: "editor" }), "owner"],
    ["a buyer with a device too many", facts({ purchase: full }), "too_many_devices"],
    [
      "a buyer who has downloaded it as often as one may",
      facts({ purchase: usedUp }),
      "download_limit_reached",
    ],
    ["its owner, however often", facts({ purchase: usedUp, memberRole: "owner" }), "owner"],
    [
      "a country closes before what the buyer could do something about",
      facts({ purchase: { ...elsewhere, devicesFull: true, downloadsUsedUp: true } }),
      "country_not_allowed",
    ],
    [
      "a device closes before the count",
      facts({ purchase: { ...full, downloadsUsedUp: true } }),
      "too_many_devices",
    ],
    [
      "what was taken down is closed everywhere",
      facts({ purchase: { ...elsewhere, productClosed: true } }),
      "product_removed",
    ],
    [
      "an ended purchase stays ended, wherever one is",
      facts({ purchase: { ...ended, countryClosed: true } }),
      "access_ended",
    ],
  ])("%s", (_, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });

  it("lets a download that has begun end, but nowhere else and on no other device", () => {
    expect(outcome(facts({ purchase: usedUp }))).toBe("download_limit_reached");
    expect(outcome(facts({ purchase: usedUp }), true)).toBe("purchase");
    expect(outcome(facts({ purchase: { ...usedUp, countryClosed: true } }), true)).toBe(
      "country_not_allowed",
    );
    expect(outcome(facts({ purchase: { ...usedUp, devicesFull: true } }), true)).toBe("too_many_devices");
    expect(outcome(facts({ purchase: { ...ended, downloadsUsedUp: true } }), true)).toBe("access_ended");
  });

  it("allows nothing without a living purchase or an owner's or editor's role, and never an unready file", () => {
    const rarely = fc.nat(5).map((n) => n === 0);
    const world = fc.record({
      ready: fc.boolean(),
      creatorSuspended: fc.boolean(),
      watermark: fc.constantFrom("off", "paid", "all"),
      listed: fc.boolean(),
      memberRole: fc.constantFrom("owner" as const, "editor" as const, "analyst" as const, null),
      purchase: fc.oneof(
        fc.constant(null),
        fc.record({
          id: fc.constant("pur"),
          productId: fc.constant("pro"),
          endedReason: fc.constantFrom(null, "refunded", "revoked"),
          endedAt: fc.constantFrom(null, null, new Date(0)),
          productClosed: rarely,
          countryClosed: rarely,
          devicesFull: rarely,
          downloadsUsedUp: fc.boolean(),
          counted: fc.boolean(),
        }),
      ),
      finishing: fc.boolean(),
    });
    fc.assert(
      fc.property(world, ({ ready, finishing, ...more }) => {
        const given = facts({ ...more, ready });
        const own = more.memberRole === "owner" || more.memberRole === "editor";
        const bought = more.purchase?.endedAt === null && !more.creatorSuspended;
        const { productClosed, countryClosed, devicesFull, downloadsUsedUp } = more.purchase ?? purchase;
        const closes = productClosed || countryClosed || devicesFull || (downloadsUsedUp && !finishing);
        expect(decide(given, { purpose: "download", signedIn: true, finishing }).allowed).toBe(
          ready && (own || (bought && !closes)),
        );
      }),
    );
  });
});

describe("media of a post", () => {
  const post = {
    id: "pos",
    creatorId: "cre",
    visibility: "free" as const,
    isPublic: true,
    out: true,
    archived: false,
    creatorSuspended: false,
    creatorClosed: false,
    leastLevel: 1,
    memberRole: null,
    blocked: false,
    subscription: null,
    purchase: null,
  };
  const through = (viewType: string | null, offersOriginals: boolean) => {
    const given = facts({ listed: false, posts: [{ ...post, offersOriginals }] });
    return { ...given, file: { ...given.file, viewType } };
  };
  const ask = (given: FileFacts, purpose: "view" | "download") => {
    const decision = decide(given, { purpose, signedIn: true });
    return decision.allowed ? decision.because.kind : decision.reason;
  };

  it("may be looked at; the original is given where the creator offers it", () => {
    expect(ask(through("image/webp", true), "download")).toBe("free");
    expect(ask(through("image/webp", false), "view")).toBe("free");
    expect(ask(through("image/webp", false), "download")).toBe("original_not_offered");
    // What no page can show is there to be downloaded.
    expect(ask(through(null, false), "download")).toBe("free");
  });

  it("is for whoever signed in, unless the post is open to everybody", () => {
    const post = through("image/webp", true);
    const asVisitor = (given: FileFacts) => decide(given, { purpose: "view", signedIn: false });
    expect(asVisitor(post)).toMatchObject({ allowed: true });
    const [inside] = post.posts;
    const closed = { ...post, posts: [{ ...inside!, isPublic: false }] };
    expect(ask(closed, "view")).toBe("free");
    expect(asVisitor(closed)).toEqual({ allowed: false, reason: "sign_in_required" });
  });
});
