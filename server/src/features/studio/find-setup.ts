import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import type { Home } from "./schemas.ts";

type Creator = { id: string; avatarUrl: string | null; bio: string };
type Row = { product: boolean; file: boolean; publish: boolean; email: boolean };

/** The steps from an empty studio to the first product on sale; null once all are done. */
export async function findSetup(
  { pool }: Pick<Deps, "pool">,
  user: User,
  creator: Creator,
): Promise<Home["setup"]> {
  const { rows } = await pool.query<Row>(
    `select exists (select from products where creator_id = $1) as product,
       exists (select from files where creator_id = $1 and status = 'ready') as file,
       exists (select from products where creator_id = $1 and status <> 'draft') as publish,
       (select email_verified from users where id = $2) as email`,
    [creator.id, user.userId],
  );
  const { product, file, publish, email } = rows[0]!;
  const setup = [
    { step: "picture", done: creator.avatarUrl !== null },
    { step: "bio", done: creator.bio !== "" },
    { step: "product", done: product },
    { step: "file", done: file },
    { step: "publish", done: publish },
    { step: "email", done: email },
  ] as const;
  return setup.every(({ done }) => done) ? null : [...setup];
}
