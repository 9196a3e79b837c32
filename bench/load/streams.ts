// Large answers, read into one buffer and counted: hardly any work, so that the server is what is measured.
import { connect } from "node:net";
import { answerParent } from "../child.ts";

export type StreamJob = {
  port: number;
  /** One whole request a stream. */
  requests: string[];
  /** Bytes each answer must bring, its head not counted. */
  bytes: number;
};
export type StreamOutcome = { seconds: number; megabytesPerSecond: number };

answerParent({ run });

async function run({ port, requests, bytes }: StreamJob): Promise<StreamOutcome> {
  const begun = performance.now();
  await Promise.all(requests.map((request) => receive(port, request, bytes)));
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, megabytesPerSecond: (bytes * requests.length) / 1e6 / seconds };
}

function receive(port: number, request: string, bytes: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let left = bytes;
  let headRead = false;
  const socket = connect({
    port,
    host: "127.0.0.1",
    onread: {
      buffer: Buffer.allocUnsafeSlow(1024 * 1024),
      callback(count, buffer) {
        let start = 0;
        if (!headRead) {
          // Heads are far smaller than what arrives at first, and are written in one piece by every server here.
          const end = (buffer as Buffer).subarray(0, count).indexOf("\r\n\r\n");
          const head = (buffer as Buffer).toString("latin1", 0, Math.max(end, 0));
          if (!/^HTTP\/1\.1 20[06] /.test(head)) reject(new Error(`not the file: ${head.slice(0, 300)}`));
          start = end + 4;
          headRead = true;
        }
        left -= count - start;
        if (left === 0) {
          socket.destroy();
          resolve();
        }
        return true;
      },
    },
  });
  socket.on("connect", () => socket.write(request));
  socket.on("error", reject);
  socket.on("close", () => reject(new Error(`the stream ended ${left} bytes early`)));
  return promise;
}
