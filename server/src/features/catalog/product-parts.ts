import { sql } from "kysely";
import type { Database } from "../../db/client.ts";
import { AppError, invalidField } from "../../errors.ts";
import type { Clock } from "../../lib/clock.ts";
import type { ProductStatus } from "./schemas.ts";

/** Refuses a category that does not exist. */
export async function checkCategory(trx: Database, categoryId: string | null | undefined): Promise<void> {
  if (!categoryId) return;
  const found = await trx
    .selectFrom("categories")
    .select("id")
    .where("id", "=", categoryId)
    .executeTakeFirst();
  if (!found) throw invalidField("categoryId", "There is no such category.");
}

/**
 * Makes `fileIds`, in this order, all the files of a product. Refuses repeated ones, and with one and the same message those that
 * do not exist, failed, or belong to somebody else. The files stay until the transaction ends. Those it had already keep the time
 * at which they came.
 */
export async function replaceFiles(
  trx: Database,
  clock: Clock,
  product: { id: string; creatorId: string },
  fileIds: string[],
): Promise<void> {
  if (new Set(fileIds).size !== fileIds.length) throw invalidField("fileIds", "A file is named twice.");
  if (fileIds.length > 0) {
    const found = await trx
      .selectFrom("files")
      .select("id")
      .where("id", "in", fileIds)
      .where("creator_id", "=", product.creatorId)
      .where("status", "<>", "failed")
      .forKeyShare()
      .execute();
    if (found.length !== fileIds.length)
      throw invalidField("fileIds", "A file does not exist or is not yours.");
  }
  await trx
    .deleteFrom("product_files")
    .where("product_id", "=", product.id)
    .where((eb) => eb.not(eb("file_id", "=", eb.fn.any(eb.val(fileIds)))))
    .execute();
  if (fileIds.length > 0) {
    const added_at = clock.now();
    await trx
      .insertInto("product_files")
      .values(fileIds.map((file_id, position) => ({ product_id: product.id, file_id, position, added_at })))
      .onConflict((conflict) =>
        conflict
          .columns(["product_id", "file_id"])
          .doUpdateSet((eb) => ({ position: eb.ref("excluded.position") })),
      )
      .execute();
  }
  await refreshFileKinds(trx, { productId: product.id });
}

/**
 * Brings `products.file_kinds` in line with a product's files, or those of every product that has this file; in the transaction
 * that changed them.
 */
export async function refreshFileKinds(
  trx: Database,
  of: { productId: string } | { fileId: string },
): Promise<void> {
  await sql`update products p set file_kinds = array(
      select distinct file_kind(f.name, f.content_type) from product_files l join files f on f.id = l.file_id
      where l.product_id = p.id order by 1)
    where ${
      "productId" in of
        ? sql`p.id = ${of.productId}`
        : sql`p.id in (select product_id from product_files where file_id = ${of.fileId})`
    }`.execute(trx);
}

/** The same for a product that may be for sale, which has to stay complete; refuses what would leave it incomplete. */
export async function setFiles(
  trx: Database,
  clock: Clock,
  product: { id: string; creatorId: string; status: ProductStatus },
  fileIds: string[],
): Promise<void> {
  await replaceFiles(trx, clock, product, fileIds);
  const gaps = product.status === "published" ? await findGaps(trx, product.id) : [];
  if (gaps[0]) throw new AppError("invalid_input", gaps[0].message, { errors: gaps });
}

/** What keeps a product from being sold, field by field; nothing when it is complete. */
export async function findGaps(
  trx: Database,
  productId: string,
): Promise<{ field: string; message: string }[]> {
  const files = await trx
    .selectFrom("product_files as p")
    .innerJoin("files as f", "f.id", "p.file_id")
    .select("f.status")
    .where("p.product_id", "=", productId)
    .execute();
  if (files.length === 0) return [{ field: "fileIds", message: "Add at least one file." }];
  if (files.every((file) => file.status === "ready")) return [];
  if (files.some((file) => file.status === "failed"))
    return [{ field: "fileIds", message: "Take out the files that failed." }];
  if (files.some((file) => file.status === "processing"))
    return [{ field: "fileIds", message: "Wait until every file is uploaded and checked." }];
  return [{ field: "fileIds", message: "Wait until every file is uploaded." }];
}
