import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** The line between a browser and everything else: it can be slow, and it can break. */
export type NetworkLink = {
  /** For the browser's settings. */
  proxy: { server: string };
  /** Bytes a second and connection, each way; 0 is no limit. */
  pace(bytesPerSecond: number): void;
  /** Ends every connection; new ones wait until the line is up again. */
  breakOff(): void;
  mend(): void;
  /** Bytes that went to the browser so far. */
  carried(): number;
  close(): Promise<void>;
};

/** A SOCKS5 proxy (RFC 1928: no authentication, CONNECT by name) on a free port of this machine, and to this machine only. */
export async function openNetworkLink(): Promise<NetworkLink> {
  const line = { bytesPerSecond: 0, carried: 0, up: Promise.resolve(), mend: () => undefined as undefined };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    keep(client);
    void serve(client).catch(() => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  function keep(socket: Socket): void {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
  }

  async function serve(client: Socket): Promise<void> {
    await once(client, "data");
    await line.up;
    client.write(Buffer.from([5, 0]));
    const [request] = (await once(client, "data")) as [Buffer];
    const target = connect(portOf(request), "127.0.0.1");
    keep(target);
    await once(target, "connect");
    client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    target.on("data", (chunk) => {
      line.carried += chunk.length;
    });
    await Promise.all([carry(client, target), carry(target, client)]);
  }

  async function carry(from: Socket, to: Socket): Promise<void> {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      await new Promise((resolve) => to.write(chunk, resolve));
      if (line.bytesPerSecond > 0) await delay((chunk.length / line.bytesPerSecond) * 1000);
    }
    to.end();
  }

  return {
    proxy: { server: `socks5://127.0.0.1:${port}` },
    pace(bytesPerSecond) {
      line.bytesPerSecond = bytesPerSecond;
    },
    breakOff() {
      const { promise, resolve } = Promise.withResolvers<void>();
      line.up = promise;
      line.mend = () => void resolve();
      for (const socket of open) socket.end();
      for (const socket of open) socket.destroySoon();
    },
    mend: () => line.mend(),
    carried: () => line.carried,
    async close() {
      line.mend();
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Version, command, reserved, address type 3, its length, the name, the port. */
function portOf(request: Buffer): number {
  const end = 5 + (request[4] ?? 0);
  const name = request.toString("latin1", 5, end);
  if (request[3] !== 3 || name !== "127.0.0.1") throw new Error(`a way to ${name} was asked for`);
  return request.readUInt16BE(end);
}
