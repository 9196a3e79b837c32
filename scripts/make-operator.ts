// `npm run operator -- person@example.com`: lets a person who has signed up run the installation.
import { loadConfig, readEnvFile } from "../server/src/config.ts";
import { makeOperator } from "../server/src/features/identity/index.ts";
import { withDatabase } from "./with-database.ts";

const email = process.argv[2]?.trim().toLowerCase();
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
  await makeOperator(deps, user.id);
  process.stdout.write(`${email} is an operator now.\n`);
});
