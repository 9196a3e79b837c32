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
      .enum(["uploading", "ready", "failed"])
      .describe("`failed`: its bytes were lost before it was ready; upload it again"),
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
