import { createServer, type Server, type Socket } from "node:net";
import { EICAR } from "../ports/scanner/contract.ts";

export type TestClamd = {
  address: string;
  /** Hangs up on everybody from now on, and comes back. */
  setAway(away: boolean): void;
  close(): Promise<void>;
};

/**
 * As much of clamd as is asked of it, by its own protocol (clamd(8)) over real sockets: PING and INSTREAM in the `z` form, its limit
 * on a stream, and one signature. The real one starts only with a database of signatures.
 */
export async function startTestClamd(options: { most?: number; listen?: string } = {}): Promise<TestClamd> {
  const { most = 1024 * 1024 } = options;
  let away = false;
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    if (away) socket.destroy();
    else void converse(socket, most).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) =>
    options.listen ? server.listen(options.listen, resolve) : server.listen(0, "127.0.0.1", resolve),
  );
  const at = server.address();
  return {
    address: typeof at === "string" ? at : `127.0.0.1:${at!.port}`,
    setAway(value) {
      away = value;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function converse(socket: Socket, most: number): Promise<void> {
  let held = Buffer.alloc(0);
  let inStream = false;
  let taken = 0;
  let seen = Buffer.alloc(0);
  let found = false;
  for await (const data of socket as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, data]);
    if (!inStream) {
      const end = held.indexOf(0);
      if (end < 0) continue;
      const command = held.subarray(0, end).toString();
      held = held.subarray(end + 1);
      if (command === "zPING") return void socket.end("PONG\0");
      if (command !== "zINSTREAM") return void socket.end("UNKNOWN COMMAND\0");
      inStream = true;
    }
    while (held.length >= 4) {
      const length = held.readUInt32BE();
      if (length === 0)
        return void socket.end(found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
      if (taken + length > most) return void socket.end("INSTREAM size limit exceeded. ERROR\0");
      if (held.length < 4 + length) break;
      const piece = held.subarray(4, 4 + length);
      held = held.subarray(4 + length);
      taken += length;
      seen = Buffer.concat([seen, piece]);
      found ||= seen.includes(EICAR);
      seen = seen.subarray(-EICAR.length);
    }
  }
}
