import { createHash } from "node:crypto";
import { type Call, inCall, type Sandbox } from "../sandbox.ts";
import type { Outcome } from "./endpoint.ts";
import { errorBody, invalidRequest, StripeError } from "./errors.ts";
import type { Form } from "./form.ts";
import { stripeJson } from "./json.ts";

/** A finished answer. `originalRequest` is set when it was given before and is given again. */
export type Answer = { status: number; body: string; originalRequest?: string };

type Request = { path: string; form: Form; requestId: string; idempotencyKey: string | null };
type Row = { fingerprint: string; status: number; body: string; request_id: string };

/**
 * Carries a change out, once for each idempotency key (https://docs.stripe.com/api/idempotent_requests): the
 * first answer, refusals included, is stored in the same transaction as its effects and given to every later
 * request with that key. A request that comes while the first is under way waits for it. The same key with
 * other parameters is refused. Keys are forgotten after a day.
 */
export function answerOnce(
  sandbox: Sandbox,
  request: Request,
  work: (call: Call) => Promise<Outcome>,
): Promise<Answer> {
  const { idempotencyKey: key, requestId } = request;
  return inCall(
    sandbox,
    async (call) => {
      if (key === null) return finish(await work(call));
      if (key.length > 255) throw invalidRequest("Idempotency keys may have at most 255 characters");

      const fingerprint = createHash("sha256")
        .update(`${request.path}\n${stripeJson(request.form)}`)
        .digest("hex");
      const earlier = await claim(call, key, fingerprint);
      if (earlier) return repeat(earlier, fingerprint);

      const answer = await attempt(call, work);
      await call.db.query(
        "update {idempotency_keys} set status = $2, body = $3, request_id = $4 where key = $1",
        [key, answer.status, answer.body, requestId],
      );
      return answer;
    },
    request,
  );
}

/** Takes the key, or answers what it was used for. The insert waits for a transaction that is taking it now. */
async function claim({ db, sandbox }: Call, key: string, fingerprint: string): Promise<Row | undefined> {
  const now = sandbox.now();
  const yesterday = new Date(now.getTime() - 24 * 60 * 60 * 1000);
  await db.query("delete from {idempotency_keys} where key = $1 and created_at < $2", [key, yesterday]);
  const claimed = await db.query(
    "insert into {idempotency_keys} (key, fingerprint, created_at) values ($1, $2, $3) on conflict (key) do nothing returning key",
    [key, fingerprint, now],
  );
  if (claimed.length > 0) return undefined;
  const [row] = await db.query<Row>("select * from {idempotency_keys} where key = $1", [key]);
  return row;
}

function repeat(row: Row, fingerprint: string): Answer {
  if (row.fingerprint === fingerprint)
    return { status: row.status, body: row.body, originalRequest: row.request_id };
  throw new StripeError(400, {
    type: "idempotency_error",
    message:
      "Keys for idempotent requests can only be used with the same endpoint and parameters they were first used with.",
  });
}

/** A refusal undoes the work but not the key, so that it is the answer from now on. */
async function attempt(call: Call, work: (call: Call) => Promise<Outcome>): Promise<Answer> {
  await call.db.query("savepoint before_work");
  try {
    return finish(await work(call));
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    await call.db.query("rollback to savepoint before_work");
    return finish(error);
  }
}

function finish(outcome: Outcome): Answer {
  const refused = outcome instanceof StripeError;
  return { status: refused ? outcome.status : 200, body: stripeJson(refused ? errorBody(outcome) : outcome) };
}
