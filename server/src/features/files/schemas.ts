import { z } from "zod";
import { id, listOf, page, time } from "../../http/schemas.ts";

export const file = z
  .object({
    id,
    creatorId: id,
    name: z.string(),
    sizeBytes: z.int().min(0),
    contentType: z.string(),
    sha256: z.string().nullable().describe("Hexadecimal; there once the file is ready"),
    status: z
      .enum(["uploading", "checking", "ready", "failed"])
      .describe(
        "`checking`: its bytes are all there and are looked through; `failed`: it will never be ready, see `failure`",
      ),
    failure: z.string().nullable().describe("Why it failed, in words for people"),
    createdAt: time,
    readyAt: time.nullable(),
  })
  .meta({ id: "File" });

export const fileParams = z.object({ id });
export const fileChanges = z.object({ name: z.string().min(1).max(4096) }).strict();

export const creatorFilesParams = z.object({ handle: z.string().min(1).max(40) });
export const creatorFilesQuery = z.object(page);
export const creatorFiles = listOf(file)
  .extend({ usage: z.object({ usedBytes: z.int().min(0), quotaBytes: z.int().min(0) }) })
  .meta({ id: "CreatorFiles" });
