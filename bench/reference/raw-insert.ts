// The least that a request can cost which leaves something behind: Node's own HTTP server and one prepared insert, committed.
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
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const values = [newId(), new Date(), body];
      await pool.query({ name: "insert", text: "insert into bench_rows values ($1, $2, $3)", values });
      response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ id: values[0] }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
});
