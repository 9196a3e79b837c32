import { z } from "zod";
import { id, listOf, page, time, typed } from "../../http/schemas.ts";

export const reason = z.strictObject({ reason: typed(500).min(1).describe("Kept in the event trail") });

const account = {
  id,
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  isOperator: z.boolean(),
  suspendedAt: time.nullable(),
  suspendedReason: z.string().nullable(),
  createdAt: time,
};

export const usersQuery = z.object({
  query: typed(200).optional().describe("Part of a name or address, or an id"),
  state: z.enum(["active", "suspended", "unverified", "operator"]).optional(),
  ...page,
});
export type UsersQuery = z.output<typeof usersQuery>;
export const userRow = z
  .object({ ...account, purchaseCount: z.int(), creators: z.array(z.object({ id, handle: z.string() })) })
  .meta({ id: "OperatorUser" });
export const usersPage = listOf(userRow);

export const userDetail = z
  .object({
    ...account,
    twoFactor: z.boolean(),
    passkeys: z.int(),
    sessions: z.array(
      z.object({
        id,
        createdAt: time,
        lastSeenAt: time,
        expiresAt: time,
        network: z.string().nullable(),
        device: z.string().describe("Such as Chrome on Linux"),
      }),
    ),
    creators: z.array(
      z.object({
        id,
        handle: z.string(),
        displayName: z.string(),
        role: z.enum(["owner", "editor", "analyst"]),
        suspendedAt: time.nullable(),
      }),
    ),
  })
  .meta({ id: "OperatorUserDetail" });

export const creatorsQuery = z.object({
  query: typed(200).optional().describe("Part of a handle or name, or an id"),
  state: z.enum(["active", "suspended"]).optional(),
  ...page,
});
export type CreatorsQuery = z.output<typeof creatorsQuery>;
const sums = z.array(z.object({ currency: z.string(), gross: z.int(), refunded: z.int() }));
const storefront = {
  id,
  handle: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  suspendedAt: time.nullable(),
  suspendedReason: z.string().nullable(),
  createdAt: time,
  productCount: z.int(),
  publishedCount: z.int(),
  saleCount: z.int(),
};
export const creatorRow = z.object(storefront).meta({ id: "OperatorCreator" });
export const creatorsPage = listOf(creatorRow);
export const creatorDetail = z
  .object({
    ...storefront,
    bio: z.string(),
    sums: sums.describe("What buyers paid and got back, a row for each currency, in minor units"),
    storedBytes: z.int(),
    members: z.array(
      z.object({
        userId: id,
        name: z.string(),
        email: z.string(),
        role: z.enum(["owner", "editor", "analyst"]),
        suspendedAt: time.nullable(),
      }),
    ),
  })
  .meta({ id: "OperatorCreatorDetail" });
