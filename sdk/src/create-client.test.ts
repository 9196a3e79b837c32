import { describe, expect, it } from "vitest";
import { ApiError } from "./api-error.ts";
import { createClient } from "./create-client.ts";

function clientAnswering(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const api = createClient({
    baseUrl: "http://api.test",
    headers: { cookie: "a=b" },
    fetch: async (url, init) => {
      asked.push({ url: String(url), init: init ?? {} });
      return answer();
    },
  });
  return { api, asked };
}

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

describe("createClient", () => {
  it("fills path and query, sends its headers and gives the parsed body", async () => {
    const { api, asked } = clientAnswering(() => json({ items: [], nextCursor: null }));
    const page = await api.get("/api/v1/creators/{handle}/sales", {
      path: { handle: "a/b" },
      query: { query: "x y", status: undefined, limit: 5 },
    });
    expect(page.items).toEqual([]);
    expect(asked[0]?.url).toBe("http://api.test/api/v1/creators/a%2Fb/sales?query=x+y&limit=5");
    expect(asked[0]?.init.headers).toMatchObject({ cookie: "a=b", accept: "application/json" });
    expect(asked[0]?.init.body).toBeUndefined();
  });

  it("repeats a name for each value of a list", async () => {
    const { api, asked } = clientAnswering(() => json({ items: [], nextCursor: null }));
    await api.get("/api/v1/products", { query: { tag: ["night sky", "calm"], kind: [], limit: 1 } });
    expect(asked[0]?.url).toBe("http://api.test/api/v1/products?tag=night+sky&tag=calm&limit=1");
  });

  it("sends JSON, and an empty object where a write has no body", async () => {
    const { api, asked } = clientAnswering(() => json({}));
    await api.post("/api/v1/checkout", { body: { productId: "p" } });
    await api.post("/api/v1/products/{id}/publish", { path: { id: "p" } });
    expect(asked.map(({ init }) => init.body)).toEqual(['{"productId":"p"}', "{}"]);
  });

  it("sends bytes as they are, under their own type", async () => {
    const { api, asked } = clientAnswering(() => json({}));
    const raw = new Blob(["x"], { type: "image/png" });
    await api.put("/api/v1/creators/{handle}/avatar", { path: { handle: "a" }, raw });
    expect(asked[0]?.init.body).toBe(raw);
    expect(asked[0]?.init.headers).toMatchObject({ "content-type": "image/png" });
  });

  it("gives undefined for an empty answer", async () => {
    const { api } = clientAnswering(() => new Response(null, { status: 204 }));
    expect(await api.delete("/api/v1/files/{id}", { path: { id: "f" } })).toBeUndefined();
  });

  it("throws a problem as ApiError with its fields", async () => {
    const { api } = clientAnswering(() =>
      json(
        {
          title: "Check the form",
          status: 400,
          code: "invalid_input",
          errors: [{ field: "title", message: "is missing" }, "noise"],
          requestId: "r1",
        },
        400,
      ),
    );
    const error = await api.get("/api/v1/me").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 400,
      code: "invalid_input",
      title: "Check the form",
      errors: [{ field: "title", message: "is missing" }],
      requestId: "r1",
    });
  });

  it("reads sign-in errors, bare statuses and Retry-After", async () => {
    const thrown = async (answer: Response) =>
      clientAnswering(() => answer)
        .api.get("/api/v1/me")
        .catch((e: unknown) => e);
    expect(await thrown(json({ code: "INVALID_PASSWORD", message: "Invalid password" }, 401))).toMatchObject({
      code: "INVALID_PASSWORD",
      title: "Invalid password",
    });
    expect(await thrown(new Response("<html>", { status: 502 }))).toMatchObject({
      status: 502,
      code: "http_502",
    });
    expect(await thrown(json({}, 429, { "retry-after": "30" }))).toMatchObject({
      code: "rate_limited",
      retryAfter: 30,
    });
  });

  it("asks once when nobody is signed in, and sends the same request again if somebody is then", async () => {
    const refused = () => json({ code: "sign_in_required" }, 401);
    const sentWith = async (answers: (() => Response)[], signsIn: boolean) => {
      const bodies: unknown[] = [];
      let asked = 0;
      const api = createClient({
        baseUrl: "",
        fetch: async (_url, init) => {
          bodies.push(init?.body);
          return answers[bodies.length - 1]!();
        },
        onSignedOut: async () => {
          asked += 1;
          return signsIn;
        },
      });
      const answer = await api
        .post("/api/v1/checkout", { body: { productId: "p" } })
        .catch((e: unknown) => e);
      return { answer, bodies, asked };
    };
    const body = '{"productId":"p"}';
    expect(await sentWith([refused, () => json({ purchaseId: "1" })], true)).toEqual({
      answer: { purchaseId: "1" },
      bodies: [body, body],
      asked: 1,
    });
    const stays = { status: 401, code: "sign_in_required" };
    expect(await sentWith([refused], false)).toMatchObject({ answer: stays, bodies: [body], asked: 1 });
    expect(await sentWith([refused, refused], true)).toMatchObject({ answer: stays, asked: 1 });
    expect(await sentWith([() => json({ code: "forbidden" }, 403)], true)).toMatchObject({ asked: 0 });
  });

  it("says unreachable when no answer comes, and passes an abort on", async () => {
    const failing = createClient({ baseUrl: "", fetch: () => Promise.reject(new TypeError("refused")) });
    expect(await failing.get("/api/v1/me").catch((e: unknown) => e)).toMatchObject({
      status: 0,
      code: "unreachable",
    });
    const stop = new AbortController();
    stop.abort(new Error("stopped"));
    const aborted = createClient({ baseUrl: "", fetch: () => Promise.reject(stop.signal.reason) });
    await expect(aborted.get("/api/v1/me", { signal: stop.signal })).rejects.toThrow("stopped");
  });
});
