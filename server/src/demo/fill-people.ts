import type { User } from "../access/index.ts";
import type { Deps } from "../deps.ts";
import { createCreator, findCreatorByHandle, replacePicture } from "../features/creators/index.ts";
import { makeOperator } from "../features/identity/index.ts";
import { newId } from "../lib/ids.ts";
import type { DemoCreator, DemoMember, PastOrder } from "./content/index.ts";
import { DEMO_PASSWORD } from "./sign-ins.ts";
import type { Step } from "./step.ts";

/** `index` is the place in which they came. */
export type Person = User & { index: number };
type Content = typeof import("./content/index.ts");
type Parts = { orders: PastOrder[]; members: DemoMember[]; content: Content; people: Map<string, Person> };

/** Before anybody else was here, in days. */
const STAFF = 275;

/**
 * How everybody signs up: sellers and the operator before the opening, buyers a little before their first order or membership. `people` is
 * filled by key as they come.
 */
export async function signUpSteps(deps: Deps, { orders, members, content, people }: Parts): Promise<Step[]> {
  const { demoBuyers, demoCreators } = content;
  const accounts = await deps.db.selectFrom("users").select(["id", "email"]).execute();
  const known = new Map(accounts.map(({ id, email }) => [email, id]));
  const staff = [
    { key: "operator", name: "Olive Operator", email: "operator@example.com", daysAgo: STAFF + 1 },
    ...demoCreators.map(({ key, personName, email }) => ({ key, name: personName, email, daysAgo: STAFF })),
  ];
  const buyers = demoBuyers.map((buyer) => {
    const ordered = orders.find(({ buyerKey }) => buyerKey === buyer.key)?.daysAgo ?? 1;
    const joined = members.find(({ buyerKey }) => buyerKey === buyer.key)?.joinedDaysAgo ?? 1;
    return { ...buyer, daysAgo: Math.max(ordered, joined) + 0.01 };
  });
  return [...staff, ...buyers].map(({ key, name, email, daysAgo }, index) => ({
    daysAgo,
    happen: async (then) => {
      const userId = known.get(email) ?? (await signUp(then, { name, email }));
      if (key === "operator") await makeOperator(then, userId);
      people.set(key, {
        kind: "user",
        userId,
        sessionId: newId(),
        name,
        email,
        isOperator: false,
        hasSecondFactor: false,
        operatorWaits: false,
        index,
      });
    },
  }));
}

/** A creator with its avatar and banner, made once. Answers its id. */
export async function ensureCreator(then: Deps, user: User, creator: DemoCreator): Promise<string> {
  const known = await findCreatorByHandle(then, creator.handle);
  if (known) return known.id;
  const { handle, displayName, bio, website, socialLinks } = creator;
  const made = await createCreator(then, user, { handle, displayName, bio, website, socialLinks });
  for (const kind of ["avatar", "banner"] as const)
    await replacePicture(then, user, handle, { kind, body: whole(await creator[kind]()), quick: true });
  return made.id;
}

async function signUp(then: Deps, person: { name: string; email: string }): Promise<string> {
  const made = await then.auth.createAccount({
    ...person,
    password: DEMO_PASSWORD,
    verified: true,
    createdAt: then.clock.now(),
  });
  if (!made) throw new Error(`${person.email} came meanwhile`);
  return made.userId;
}

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
