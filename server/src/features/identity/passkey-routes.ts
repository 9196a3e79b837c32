import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { addressOf, callerOf } from "../../http/address.ts";
import { placeOf } from "../../http/place.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { passCookies } from "../../http/web-response.ts";
import { addressBlock } from "../../lib/client-address.ts";
import { lineField } from "../creators/index.ts";
import { askLibrary, personOf, signedInBy } from "./ask-library.ts";
import { readFields } from "./auth-body.ts";
import { SECOND_STEPS_NEARBY } from "./limits.ts";
import { rememberDevice } from "./remember-device.ts";
import { requirePassword } from "./require-password.ts";
import { requireProof } from "./require-proof.ts";
import { passkeyAdded } from "./second-factor-changed.ts";
import { withoutCookie } from "./session-cookie.ts";
import { cookieUserOf, expectOk } from "./two-factor-routes.ts";

const MOST_PASSKEYS = 20;

/** What a browser answers (WebAuthn, section 5.1); the library reads the rest of it. */
const response = z.looseObject({ id: z.string().min(1).max(1400) });
export const passkeyName = lineField(60);

/** Adding a passkey, for which the password is asked, and signing in with one, which is both steps at once. */
export const passkeyRoutes = (deps: Deps) => async (app: FastifyInstance) => {
  const cookieUser = cookieUserOf(deps);
  app.post("/api/auth/passkey/registration-options", { schema: { hide: true } }, async (request, reply) => {
    const user = await cookieUser(request);
    const { password } = readFields(request.body, z.object({ password: z.string().min(1).max(200) }));
    await requirePassword(deps, user, password);
    await requireProof(deps, user);
    if ((await countPasskeys(deps, user.userId)) >= MOST_PASSKEYS)
      throw new AppError("wrong_state", `An account has at most ${MOST_PASSKEYS} passkeys.`);
    const answer = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
      method: "GET",
      path: "/passkey/generate-register-options",
    });
    const options = await expectOk(answer);
    return passCookies(reply, answer).send(options);
  });

  app.post("/api/auth/passkey/registration", { schema: { hide: true } }, async (request, reply) => {
    const user = await cookieUser(request);
    const input = readFields(request.body, z.object({ response, name: passkeyName }));
    await requireProof(deps, user);
    const answer = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
      path: "/passkey/verify-registration",
      body: input,
    });
    if (!answer.ok) throw new AppError("passkey_refused");
    const { id } = z.object({ id: z.string() }).parse(await answer.json());
    await passkeyAdded(deps, user, { id, name: input.name }, placeOf(deps, request));
    return passCookies(reply, answer).send({ id, name: input.name });
  });

  app.post("/api/auth/passkey/sign-in-options", { schema: { hide: true } }, async (request, reply) => {
    await limitRate(deps, SECOND_STEPS_NEARBY, addressBlock(addressOf(request, deps.config.TRUSTED_PROXIES)));
    const answer = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
      method: "GET",
      path: "/passkey/generate-authenticate-options",
      cookie: withoutCookie(request.headers.cookie, deps.auth.cookie.name),
    });
    const options = z.looseObject({}).parse(await expectOk(answer));
    return passCookies(reply, answer).send({ ...options, userVerification: "required" });
  });

  app.post("/api/auth/passkey/sign-in", { schema: { hide: true } }, async (request, reply) => {
    await limitRate(deps, SECOND_STEPS_NEARBY, addressBlock(addressOf(request, deps.config.TRUSTED_PROXIES)));
    const input = readFields(request.body, z.object({ response }));
    const answer = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
      path: "/passkey/verify-authentication",
      body: input,
      cookie: withoutCookie(request.headers.cookie, deps.auth.cookie.name),
    });
    if (!answer.ok) throw new AppError("passkey_refused");
    const user = await personOf(answer);
    await deps.db
      .updateTable("passkeys")
      .set({ last_used_at: deps.clock.now() })
      .where("credential_id", "=", input.response.id)
      .execute();
    return passCookies(reply, answer)
      .header(
        "set-cookie",
        await rememberDevice(
          deps,
          request.headers.cookie,
          placeOf(deps, request),
          await signedInBy(deps, answer),
        ),
      )
      .send({ user });
  });
};

async function countPasskeys(deps: Deps, userId: string): Promise<number> {
  const { count } = await deps.db
    .selectFrom("passkeys")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
