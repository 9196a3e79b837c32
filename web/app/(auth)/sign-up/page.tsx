import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/account/auth-page";
import { SignUpForm } from "@/components/account/sign-up-form";
import { SandboxMailHint } from "@/components/site/sandbox-mail-hint";
import Link from "@/components/ui/link";
import { localPath } from "@/lib/local-path";
import { findSession } from "@/lib/session";

export const metadata: Metadata = { title: "Sign up", robots: { index: false } };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignUpPage({ searchParams }: Props) {
  const next = localPath((await searchParams).next);
  if (await findSession()) redirect(next);
  return (
    <AuthPage
      title="Create an account"
      intro="One account to buy, keep and sell."
      footer={
        <p>
          Have an account? <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>Sign in</Link>
        </p>
      }
    >
      <SignUpForm next={next} />
      <SandboxMailHint />
    </AuthPage>
  );
}
