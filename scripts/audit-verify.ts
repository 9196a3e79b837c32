// `npm run audit:verify [-- position:hash …]`: reads the event trail and its chain, and says what was changed, removed or put in.
import { loadConfig, readEnvFile } from "../server/src/config.ts";
import { sealEvents } from "../server/src/events/seal-events.ts";
import { type Anchor, verifyChain } from "../server/src/events/verify-chain.ts";
import { withDatabase } from "./with-database.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const anchors = process.argv.slice(2).map(readAnchor);
readEnvFile();
await withDatabase(loadConfig(), async (deps) => {
  await sealEvents(deps);
  const result = await verifyChain(deps, anchors);
  say(
    `${result.sealed} events, ${result.checkpoints} signed checkpoints, details of ${result.erased} erased.`,
  );
  for (const finding of result.findings) say(`  ${finding}`);
  if (result.findings.length > 0) {
    say("The trail is not what was written. Compare with a backup.");
    process.exitCode = 1;
    return;
  }
  say("Nothing was changed, removed, put in or reordered.");
  say(
    `Keep this outside the database, and hand it to the next verification: ${result.end.position}:${result.end.hash}`,
  );
});

function readAnchor(text: string): Anchor {
  const [, position, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined || hash === undefined) {
    process.stderr.write(
      `Not a place of the chain: ${text}. It looks like 1042:9f86d0… , as printed by this command.\n`,
    );
    process.exit(2);
  }
  return { position: Number(position), hash };
}
