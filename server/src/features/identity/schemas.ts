import { z } from "zod";
import { id, time, typed } from "../../http/schemas.ts";

export const me = z
  .object({
    user: z.object({
      id,
      name: z.string(),
      email: z.string(),
      emailVerified: z.boolean(),
      isOperator: z.boolean(),
      needsTwoFactor: z
        .boolean()
        .describe("An operator who has to set up two-factor sign-in before they act as one"),
      /** The address that waits to be confirmed, if one does. */
      newEmail: z.string().nullable(),
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
    unreadNotifications: z.int().describe("At most 100 are counted"),
  })
  .meta({ id: "Me" });

export const security = z
  .object({
    twoFactor: z.boolean().describe("Whether the password alone opens no session"),
    backupCodesLeft: z.int(),
    passkeys: z.array(z.object({ id, name: z.string(), addedAt: time, lastUsedAt: time.nullable() })),
  })
  .meta({ id: "Security" });

export const withPassword = z.strictObject({ password: z.string().min(1).max(200) });

export const sessionList = z
  .object({
    items: z.array(
      z.object({
        id,
        isThis: z.boolean(),
        device: z.string().describe("In words, as far as the browser says"),
        network: z.string().nullable(),
        startedAt: time,
        lastSeenAt: time.describe("To within minutes"),
      }),
    ),
  })
  .meta({ id: "Sessions" });

export const deviceList = z
  .object({
    items: z.array(
      z.object({
        id,
        name: z.string().nullable().describe("Given by its owner"),
        device: z.string().describe("In words, as far as the browser says"),
        isThis: z.boolean(),
        isSignedIn: z.boolean(),
        network: z.string().nullable(),
        country: z.string().nullable(),
        lastUsedAt: time,
        holdsPlace: z.boolean().describe("It counts where the number of devices is limited"),
      }),
    ),
    limits: z
      .array(
        z.object({
          title: z.string(),
          path: z.string(),
          places: z.int(),
          deviceIds: z.array(id).describe("Devices that hold a place"),
        }),
      )
      .describe("What is limited among what I own; what is full first"),
  })
  .meta({ id: "Devices" });
export const deviceChange = z.strictObject({ name: typed(60).describe("Empty: as it describes itself") });

export const emailChangeAsked = z.strictObject({
  newEmail: typed(320).pipe(z.email("That is not an e-mail address.").toLowerCase()),
  password: z.string().min(1).max(200),
});

export const emailChange = z.object({ newEmail: z.string(), expiresAt: time });
