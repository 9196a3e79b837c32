import type { Post } from "@vaulture/sdk";
import { describe, expect, it } from "vitest";
import { lockedBecause, membershipPath, plainBeginning, postTitle } from "./post-words.ts";

const creator = {
  id: "c",
  handle: "mira",
  displayName: "Mira",
  avatarUrl: null,
  followed: false,
  adult: false,
};
const gold = { id: "t2", name: "Gold", level: 2 };

describe("words about posts", () => {
  it("say why one is locked", () => {
    const because = (reason: Post["reason"], tier: typeof gold | null = null) =>
      lockedBecause({ reason, tier, creator, visibility: "subscribers" });
    expect(because("subscription_required")).toBe("This is for members of Mira.");
    expect(because("subscription_required", gold)).toBe("This is for members of Mira: Gold and above.");
    expect(because("higher_tier_required", gold)).toBe("Your membership does not include this. Gold does.");
    expect(because("sign_in_required")).toBe("This is for members of Mira.");
    expect(because("not_found")).toBe("This is not open to you.");
  });

  it("name one without a title", () => {
    expect(postTitle({ title: " ", creator })).toBe("A post by Mira");
  });

  it("lead to the tier that opens it", () => {
    const offer = { kind: "subscribe" as const, price: null, interval: null, tier: gold };
    expect(membershipPath({ creator, offer })).toBe("/@mira/membership?tier=t2");
    expect(membershipPath({ creator, offer: null })).toBe("/@mira/membership");
  });

  it("show the beginning without marks, cut between words", () => {
    expect(plainBeginning("# Hello\n\n- **one** [two](https://x.example)\n> three")).toBe(
      "Hello one two three",
    );
    expect(plainBeginning("alpha beta gamma", 12)).toBe("alpha beta…");
  });
});
