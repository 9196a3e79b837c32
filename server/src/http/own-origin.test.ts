import type { FastifyRequest } from "fastify";
import { describe, expect, it } from "vitest";
import { linkFor, originFor } from "./own-origin.ts";

const from = (headers: Record<string, string>) => ({ headers }) as unknown as FastifyRequest;

describe("links under the name a client came by", () => {
  it("follow localhost and 127.0.0.1, as the page's own client came, at the same port", () => {
    const base = "http://localhost:3000";
    expect(originFor(from({ host: "localhost:3000" }), base)).toBe(base);
    expect(originFor(from({ host: "127.0.0.1:3000" }), base)).toBe("http://127.0.0.1:3000");
    const page = from({ host: "127.0.0.1:3000", "x-asked-host": "localhost:3000" });
    expect(linkFor(page, base, `${base}/api/v1/views/x`)).toBe(`${base}/api/v1/views/x`);
  });

  it("are led nowhere else by anybody", () => {
    for (const base of ["http://localhost:3000", "https://shop.example"])
      for (const name of [
        "evil.example",
        "localhost:4000",
        "evil.example:3000",
        "localhost:3000@evil.example",
        "",
      ])
        for (const header of ["host", "x-asked-host"])
          expect(originFor(from({ [header]: name }), base)).toBe(base);
  });
});
