import { describe, expect, it } from "vitest";
import openapi from "../../openapi.json" with { type: "json" };
import { eventSentence } from "./event-sentence.ts";

const actor = { id: "u1", name: "Olive", email: "olive@example.com" };
const told = {
  actor,
  creator: null,
  subject: { type: "product", id: "p1", label: "A field guide" },
  data: {},
};

describe("a line of the trail as a sentence", () => {
  it.each([
    ["product.published", {}, "Olive published A field guide"],
    [
      "product.removed",
      { endsAccess: true, reason: "Not theirs" },
      "Olive took down A field guide, from its buyers too: Not theirs",
    ],
    [
      "access.denied",
      { reason: "wrong_viewer" },
      "Olive was refused A field guide: the link was made for somebody else",
    ],
    ["access.ended", { reason: "refunded" }, "Olive lost access to A field guide"],
    ["something.quite_new", {}, "Olive: something quite new, A field guide"],
  ])("%s", (type, data, sentence) => {
    expect(eventSentence({ ...told, type, data })).toBe(sentence);
  });

  it("names the kind of what has no title once", () => {
    const subject = { type: "post", id: "01a2", label: null };
    expect(eventSentence({ ...told, subject, type: "post.updated" })).toBe("Olive changed the post 01a2");
  });

  it("says so when nobody is known", () => {
    const anonymous = { ...told, actor: null, subject: null };
    expect(
      eventSentence({ ...anonymous, type: "access.denied", data: { reason: "invalid_link", count: 12 } }),
    ).toBe("A visitor was refused a download 12 times: the link was not whole");
    const shown = { ...told, actor: null };
    expect(eventSentence({ ...shown, type: "view.served" })).toBe("A visitor was shown A field guide");
    expect(eventSentence({ ...shown, type: "view.cut", data: { cause: "stalled" } })).toBe(
      "What a visitor was shown of A field guide was cut: too little was taken",
    );
    expect(eventSentence({ ...anonymous, type: "sweep.done", data: {} })).toBe("The system: sweep done");
  });

  it("has words for each reason that access is refused for", () => {
    for (const reason of openapi.components.schemas.DenyReason.enum)
      expect(eventSentence({ ...told, type: "access.denied", data: { reason } })).not.toContain(reason);
  });

  it("names what is gone by its id", () => {
    const gone = { ...told, subject: { type: "job", id: "12", label: null } };
    expect(eventSentence({ ...gone, type: "job.unknown", data: {} })).toBe("Olive: job unknown, job 12");
  });
});
