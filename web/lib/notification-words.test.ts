import { describe, expect, it } from "vitest";
import { noticeKinds, noticePath, noticeSentence } from "./notification-words.ts";

const creator = { handle: "mara", displayName: "Mara", avatarUrl: null };
const post = { id: "p1", title: "At the bench", locked: false };
const sale = { purchaseId: "s1", title: "A guide", price: { amount: 1900, currency: "usd" } };
const told = {
  creator,
  person: "Noor",
  post,
  tier: "Silver",
  sale,
  commentId: "c1",
  trial: false,
  until: null,
};
const kinds = Object.keys(noticeKinds) as (keyof typeof noticeKinds)[];

describe("what a person was told", () => {
  it("is another sentence for each kind, and leads somewhere", () => {
    const sentences = kinds.map((kind) => noticeSentence({ ...told, kind }));
    expect(new Set(sentences).size).toBe(kinds.length);
    for (const kind of kinds) expect(noticePath({ ...told, kind }), kind).toMatch(/^\//);
    expect(noticeSentence({ ...told, kind: "sale" })).toBe("Noor bought “A guide”");
    expect(noticePath({ ...told, kind: "sale" })).toBe("/studio/mara/sales?sale=s1");
    expect(noticePath({ ...told, kind: "reply" })).toBe("/posts/p1?comment=c1#comment-c1");
  });

  it("says of a membership that it ends only while it does", () => {
    const ending = { ...told, kind: "membership_ending" as const };
    expect(noticeSentence({ ...ending, until: "2026-10-08T00:00:00.000Z" })).toBe(
      "Your membership of Mara ends soon",
    );
    expect(noticeSentence(ending)).toBe("Your membership of Mara was about to end");
    expect(noticeSentence({ ...ending, trial: true })).toBe("Your free days as a member of Mara end soon");
  });

  it("names nothing of a post that its reader may not know of, and leads to no such place", () => {
    for (const kind of ["new_post", "reply", "comment"] as const) {
      const gone = { ...told, post: null, commentId: null, kind };
      expect(noticeSentence(gone)).toMatch(/no longer there/);
      expect(noticePath(gone)).toBeNull();
    }
    expect(noticeSentence({ ...told, kind: "new_post", post: { ...post, title: "" } })).toBe(
      "Mara has published a new post",
    );
  });
});
