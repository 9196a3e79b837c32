import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/account/auth-page";
import { SecondStepForm } from "@/components/account/second-step-form";
import Link from "@/components/ui/link";
import { localPath, signInPath } from "@/lib/local-path";
import { sentenceOf } from "@/lib/problem";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { findSession } from "@/lib/session";

export const metadata: Metadata = { title: "Confirm it is you", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function SecondStepPage({ searchParams }: Props) {
  const search = await searchParams;
  const next = localPath(search.next);
  const backup = oneParam(search, "with") === "backup";
  const problem = oneParam(search, "problem");
  if (await findSession()) redirect(next);
  // Whether it still counts is for the server to say; without it there is nothing to confirm.
  const waits = (await cookies()).getAll().some(({ name }) => name.endsWith("vaulture.two_factor"));
  if (!waits) redirect(signInPath(next));
  const here = new URLSearchParams({ next });
  return (
    <AuthPage
      title="Confirm it is you"
      intro={
        backup
          ? "Your password was right. Give one of the backup codes that you kept."
          : "Your password was right. Now the code that your app shows."
      }
      footer={
        <>
          <p>
            {backup ? (
              <Link href={`/sign-in/second-step?${here}`}>Use the code of the app</Link>
            ) : (
              <Link href={`/sign-in/second-step?${here}&with=backup`}>Use a backup code</Link>
            )}
          </p>
          <p>
            <Link href={signInPath(next)}>Start again</Link>
          </p>
          <p className="mt-2">
            No app, no backup code and no passkey? Write to whoever runs this site: they can take the second
            step off your account once they know that it is you.
          </p>
        </>
      }
    >
      <SecondStepForm next={next} backup={backup} refused={problem && sentenceOf(problem)} />
    </AuthPage>
  );
}
