// `npm run audit:verify [-- --checkpoint FILE | position:hash …]`: reads the event trail and its chain, and says what was changed,
// removed, reordered or put in. A checkpoint that was kept elsewhere shows besides that nothing before it was cut off.
import { readFile } from "node:fs/promises";
import { loadConfig, readEnvFile } from "../server/src/config.ts";
import { checkpointFile, readCheckpoint } from "../server/src/events/export-checkpoint.ts";
import { sealEvents } from "../server/src/events/seal-events.ts";
import { signatureOf } from "../server/src/events/sign-checkpoint.ts";
import { type Anchor, verifyChain } from "../server/src/events/verify-chain.ts";
import { withDatabase } from "./with-database.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const { files, anchors } = readArguments(process.argv.slice(2));
const kept = await Promise.all(files.map(readFileOf));
readEnvFile();
await withDatabase(loadConfig(), async (deps) => {
  // What cannot be sealed is verified all the same, which says why.
  await sealEvents(deps).catch((error: Error) => say(error.message));
  const result = await verifyChain(deps, [...anchors, ...kept]);
  for (const file of kept) {
    if (signatureOf(deps.auditKeys, readCheckpoint(file)) !== "ours")
      result.findings.push(`The checkpoint kept elsewhere at position ${file.position} is not signed by us.`);
  }
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
  for (const { position, at } of kept)
    say(`It goes on from the checkpoint of ${at} at position ${position}.`);
  say(
    `Keep this outside the database, and hand it to the next verification: ${result.end.position}:${result.end.hash}`,
  );
});

function readArguments(given: string[]): { files: string[]; anchors: Anchor[] } {
  const files: string[] = [];
  const anchors: Anchor[] = [];
  for (let at = 0; at < given.length; at++) {
    const text = given[at]!;
    if (text === "--checkpoint") files.push(given[++at] ?? refuse("--checkpoint wants a file."));
    else anchors.push(readAnchor(text));
  }
  return { files, anchors };
}

async function readFileOf(path: string) {
  try {
    return checkpointFile.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return refuse(`${path} is no checkpoint, as downloaded from /operations/events.`);
  }
}

function readAnchor(text: string): Anchor {
  const [, position, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined || hash === undefined)
    return refuse(
      `Not a place of the chain: ${text}. It looks like 1042:9f86d0… , as printed by this command.`,
    );
  return { position: Number(position), hash };
}

function refuse(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(2);
}
