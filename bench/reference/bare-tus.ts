// A tus server as its documentation sets it up: the library and its file store, open to everybody, nothing hashed, nothing synced.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import { answerParent } from "../child.ts";

answerParent({
  async start({ directory }: { directory: string }): Promise<number> {
    const tus = new Server({ path: "/files", datastore: new FileStore({ directory }) });
    const server = createServer((request, response) => void tus.handle(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
});
