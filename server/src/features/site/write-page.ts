import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getPage } from "./get-page.ts";
import type { PageChange, SitePage, Slug } from "./schemas.ts";

/** Writes one of the site's own pages, for operators. Refuses `changed_elsewhere` when somebody wrote since that version. */
export async function writePage(
  deps: Pick<Deps, "db" | "config" | "clock">,
  operator: User,
  slug: Slug,
  { body, version }: PageChange,
): Promise<SitePage> {
  await deps.db.transaction().execute(async (trx) => {
    const values = { body, version: version + 1, updated_by: operator.userId, updated_at: deps.clock.now() };
    const written =
      version === 0
        ? await trx
            .insertInto("site_pages")
            .values({ slug, ...values })
            .onConflict((conflict) => conflict.column("slug").doNothing())
            .executeTakeFirst()
            .then(({ numInsertedOrUpdatedRows }) => numInsertedOrUpdatedRows)
        : await trx
            .updateTable("site_pages")
            .set(values)
            .where("slug", "=", slug)
            .where("version", "=", version)
            .executeTakeFirst()
            .then(({ numUpdatedRows }) => numUpdatedRows);
    if (!written) throw new AppError("changed_elsewhere");
    await recordEvent(trx, deps.clock, {
      type: "site_page.updated",
      actorId: operator.userId,
      subject: { type: "site_page", id: slug },
      data: { version: version + 1, length: body.length },
    });
  });
  return getPage(deps, slug);
}
