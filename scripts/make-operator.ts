// `npm run operator -- person@example.com`: lets a person who has signed up run the installation, and `--remove` takes that
// off them again. With `--reset-two-factor` it takes the second factor off their account instead, for an operator who has lost it and whom nobody else can let in.
import { parseArgs } from "node:util";
import { loadConfig, readEnvFile } from "../server/src/config.ts";
import { AppError } from "../server/src/errors.ts";
import { makeOperator, resetSecondFactors, unmakeOperator } from "../server/src/features/identity/index.ts";
import { withDatabase } from "./with-database.ts";

const { values, positionals } = parseArgs({
  options: {
    "reset-two-factor": { type: "boolean", default: false },
    remove: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const email = positionals[0]?.trim().toLowerCase();
if (!email) {
  process.stderr.write("Say whom: npm run operator -- person@example.com\n");
  process.exit(2);
}
readEnvFile();
await withDatabase(loadConfig(), async (deps) => {
  const user = await deps.db.selectFrom("users").select("id").where("email", "=", email).executeTakeFirst();
  if (!user) {
    process.stderr.write(`Nobody has signed up as ${email}.\n`);
    process.exitCode = 1;
    return;
  }
  if (values["reset-two-factor"]) {
    await resetSecondFactors(deps, null, { id: user.id, reason: "From the command line of the machine" });
    process.stdout.write(`${email} signs in with the password alone now, and was told so by mail.\n`);
    return;
  }
  if (values.remove) {
    const refused = await unmakeOperator(deps, user.id).catch((error) => {
      if (error instanceof AppError) return error;
      throw error;
    });
    if (refused) process.exitCode = 1;
    process.stdout.write(`${refused ? refused.message : `${email} is no operator any more.`}\n`);
    return;
  }
  await makeOperator(deps, user.id);
  process.stdout.write(`${email} is an operator now.\n`);
});
