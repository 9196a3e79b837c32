// Clients that take a little of a large answer now and then: paced, so that each holds its stream open for minutes.
import { connect, type Socket } from "node:net";
import { answerParent } from "../child.ts";

export type SlowJob = { port: number; requests: string[]; everyMs: number };

const open: Socket[] = [];

answerParent({
  /** Opens one stream a request, and answers when each has brought its first bytes. */
  async start({ port, requests, everyMs }: SlowJob): Promise<void> {
    await Promise.all(requests.map((request) => begin(port, request, everyMs)));
  },
  /** How many still run. */
  running: () => open.filter((socket) => !socket.destroyed).length,
});

function begin(port: number, request: string, everyMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    open.push(socket);
    socket.on("connect", () => socket.write(request));
    socket.once("data", (chunk) => {
      if (chunk.toString("latin1", 0, 12) === "HTTP/1.1 200") resolve();
      else reject(new Error(`not the file: ${chunk.toString("latin1", 0, 300)}`));
    });
    socket.on("data", () => {
      socket.pause();
      setTimeout(() => socket.resume(), everyMs);
    });
    socket.on("error", reject);
  });
}
