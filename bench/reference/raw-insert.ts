// The least that a request can cost which leaves something behind: Node's own HTTP server and one prepared statement, committed.
// POST inserts a row and names its address; GET of that marks the row and answers 16 KiB. Nobody is asked who they are.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openDatabase } from "../../server/src/db/client.ts";
import { newId } from "../../server/src/lib/ids.ts";
import { answerParent } from "../child.ts";

answerParent({
  async start({ databaseUrl }: { databaseUrl: string }): Promise<number> {
    const { pool } = openDatabase(databaseUrl, { maxConnections: 12 });
    await pool.query(
      "create table bench_rows (id uuid primary key, at timestamptz not null, data text not null)",
    );
    const bytes = randomBytes(16 * 1024);
    const server = createServer(async (request, response) => {
      if (request.method === "GET") {
        const update = { name: "update", text: "update bench_rows set data = 'started' where id = $1" };
        await pool.query({ ...update, values: [request.url!.slice(1)] });
        return response.writeHead(200, { "content-length": bytes.length }).end(bytes);
      }
      let body = "";
      for await (const chunk of request) body += chunk;
      const values = [newId(), new Date(), body];
      await pool.query({ name: "insert", text: "insert into bench_rows values ($1, $2, $3)", values });
      response
        .writeHead(201, { "content-type": "application/json" })
        .end(JSON.stringify({ url: `/${values[0]}` }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
});
