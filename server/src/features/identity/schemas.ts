import { z } from "zod";
import { id, time } from "../../http/schemas.ts";

export const me = z
  .object({
    user: z.object({
      id,
      name: z.string(),
      email: z.string(),
      emailVerified: z.boolean(),
      isOperator: z.boolean(),
      createdAt: time,
    }),
    creators: z.array(
      z.object({
        id,
        handle: z.string(),
        displayName: z.string(),
        avatarUrl: z.string().nullable(),
        role: z.enum(["owner", "editor", "analyst"]),
      }),
    ),
    isCreator: z.boolean(),
  })
  .meta({ id: "Me" });
