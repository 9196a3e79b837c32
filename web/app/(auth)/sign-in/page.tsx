import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/account/auth-page";
import { SignInForm } from "@/components/account/sign-in-form";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { localPath } from "@/lib/local-path";
import { sentenceOf } from "@/lib/problem";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { findSession, hasEndedSession } from "@/lib/session";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function SignInPage({ searchParams }: Props) {
  const search = await searchParams;
  const next = localPath(search.next);
  const problem = oneParam(search, "problem");
  if (await findSession()) redirect(next);
  return (
    <AuthPage
      title="Sign in"
      footer={
        <>
          <p>
            New here? <Link href={`/sign-up?next=${encodeURIComponent(next)}`}>Create an account</Link>
          </p>
          <p>
            <Link href="/forgot-password">Forgot your password?</Link>
          </p>
        </>
      }
    >
      {!problem && (await hasEndedSession()) ? (
        <div className="mb-6">
          <Notice>
            You were signed out: the session was ended from another place, or it was too old. Sign in, and you
            are back where you were.
          </Notice>
        </div>
      ) : null}
      <SignInForm next={next} refused={problem && sentenceOf(problem)} />
    </AuthPage>
  );
}
