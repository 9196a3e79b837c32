import { type AddressInfo, connect } from "node:net";
import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerBodyTimeout } from "./body-timeout.ts";

describe("a body that does not come to its end", () => {
  const app = Fastify();
  let port: number;
  beforeAll(async () => {
    registerBodyTimeout(app);
    app.post("/short", { config: { bodySeconds: 0.3 } }, async () => "taken");
    await app.listen({ port: 0, host: "127.0.0.1" });
    port = (app.server.address() as AddressInfo).port;
  });
  afterAll(() => app.close());

  /** What the server answers until it closes the connection. */
  function send(text: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(text));
      socket.on("data", (data) => {
        answer += data;
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", () => undefined);
    });
  }
  const head =
    "POST /short HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 4\r\n\r\n";

  it("ends the connection", async () => {
    expect(await send(`${head}"ab"`)).toContain("taken");
    expect(await send(`${head}"a`)).toBe("");
  });
});
