import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decidePost, type PostFacts } from "./decide-post.ts";

const facts = (more: Partial<PostFacts> = {}): PostFacts => ({
  id: "pos",
  creatorId: "cre",
  visibility: "free",
  isPublic: false,
  out: true,
  archived: false,
  creatorSuspended: false,
  creatorClosed: false,
  leastLevel: 1,
  memberRole: null,
  blocked: false,
  subscription: null,
  purchase: null,
  ...more,
});
const member = { id: "sub", level: 1 };
const bought = { id: "pur", endedAt: null, endedReason: null };
const refunded = { id: "pur", endedAt: new Date(0), endedReason: "refunded" };
const revoked = { ...refunded, endedReason: "revoked" };
const outcome = (given: PostFacts | null, signedIn = true) => {
  const decision = decidePost(given, { signedIn });
  return decision.allowed ? decision.because.kind : decision.reason;
};

describe("decidePost", () => {
  it.each<[string, PostFacts | null, string, string?]>([
    ["nothing there", null, "not_found", "not_found"],
    ["a free post", facts(), "free", "sign_in_required"],
    ["a free post that is open to everybody", facts({ isPublic: true }), "free", "free"],
    ["a draft", facts({ out: false }), "not_found", "not_found"],
    [
      "a draft that would be open to everybody",
      facts({ out: false, isPublic: true }),
      "not_found",
      "not_found",
    ],
    ["a draft, for its editor", facts({ out: false, memberRole: "editor" }), "owner"],
    ["a draft, for an analyst", facts({ out: false, memberRole: "analyst" }), "not_found"],
    ["a post of a suspended creator", facts({ creatorSuspended: true }), "not_found", "not_found"],
    ["the same, for its owner", facts({ creatorSuspended: true, memberRole: "owner" }), "owner"],
    ["the same, bought", facts({ creatorSuspended: true, visibility: "ppv", purchase: bought }), "not_found"],
    ["a post for members", facts({ visibility: "subscribers" }), "subscription_required", "sign_in_required"],
    ["the same, for a member", facts({ visibility: "subscribers", subscription: member }), "subscription"],
    [
      "the same, for members of a higher tier",
      facts({ visibility: "subscribers", subscription: member, leastLevel: 2 }),
      "higher_tier_required",
    ],
    [
      "the same, for exactly that tier",
      facts({ visibility: "subscribers", subscription: { ...member, level: 2 }, leastLevel: 2 }),
      "subscription",
    ],
    ["a sold post", facts({ visibility: "ppv" }), "purchase_required", "sign_in_required"],
    ["a sold post, for a member", facts({ visibility: "ppv", subscription: member }), "purchase_required"],
    ["a sold post, for its buyer", facts({ visibility: "ppv", purchase: bought }), "purchase"],
    ["a sold post whose money went back", facts({ visibility: "ppv", purchase: refunded }), "access_ended"],
    ["a sold post that was taken back", facts({ visibility: "ppv", purchase: revoked }), "access_revoked"],
    [
      "an archived post, for its buyer",
      facts({ visibility: "ppv", out: false, archived: true, purchase: bought }),
      "purchase",
    ],
    ["an archived post", facts({ visibility: "ppv", out: false, archived: true }), "not_found", "not_found"],
    [
      "a draft that was bought before",
      facts({ visibility: "ppv", out: false, purchase: bought }),
      "not_found",
    ],
    ["a free post, for somebody shut out", facts({ blocked: true }), "not_found"],
    [
      "a bought post, for somebody shut out",
      facts({ visibility: "ppv", blocked: true, purchase: bought }),
      "purchase",
    ],
    [
      "a post for members, for a member who was shut out",
      facts({ visibility: "subscribers", blocked: true, subscription: { id: "sub", level: 1 } }),
      "subscription",
    ],
    [
      "a post for a higher tier, for a member who was shut out",
      facts({
        visibility: "subscribers",
        blocked: true,
        leastLevel: 2,
        subscription: { id: "sub", level: 1 },
      }),
      "not_found",
    ],
    [
      "a free post of a creator who has left",
      facts({ creatorClosed: true, isPublic: true }),
      "not_found",
      "not_found",
    ],
    ["a sold one of theirs", facts({ creatorClosed: true, visibility: "ppv" }), "not_found", "not_found"],
    [
      "the same, bought",
      facts({ creatorClosed: true, visibility: "ppv", archived: true, out: false, purchase: bought }),
      "purchase",
    ],
    [
      "one of theirs for members",
      facts({ creatorClosed: true, visibility: "subscribers" }),
      "not_found",
      "not_found",
    ],
    [
      "the same, for a member",
      facts({ creatorClosed: true, visibility: "subscribers", subscription: member }),
      "subscription",
    ],
  ])("%s", (_, given, signedIn, visitor) => {
    expect(outcome(given)).toBe(signedIn);
    if (visitor) expect(outcome(given, false)).toBe(visitor);
  });

  it("opens nothing that is sold or for members without its own reason, whatever else is true", () => {
    const world = fc.record({
      visibility: fc.constantFrom("subscribers" as const, "ppv" as const),
      out: fc.boolean(),
      archived: fc.boolean(),
      creatorSuspended: fc.boolean(),
      creatorClosed: fc.boolean(),
      leastLevel: fc.integer({ min: 1, max: 3 }),
      memberRole: fc.constantFrom("owner" as const, "editor" as const, "analyst" as const, null),
      blocked: fc.boolean(),
      subscription: fc.option(fc.record({ id: fc.constant("sub"), level: fc.integer({ min: 1, max: 3 }) })),
      purchase: fc.constantFrom(bought, refunded, revoked, null),
    });
    fc.assert(
      fc.property(world, (more) => {
        const given = facts(more);
        const own = more.memberRole === "owner" || more.memberRole === "editor";
        const paid = more.purchase === bought && (more.out || more.archived);
        const through =
          more.visibility === "subscribers" && more.out && (more.subscription?.level ?? 0) >= more.leastLevel;
        expect(decidePost(given, { signedIn: true }).allowed).toBe(
          own || (!more.creatorSuspended && (paid || through)),
        );
      }),
    );
  });
});
