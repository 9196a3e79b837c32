import type { Metadata } from "next";
import { AuthPage } from "@/components/account/auth-page";
import { ConfirmEmail } from "@/components/account/confirm-email";

export const metadata: Metadata = {
  title: "New e-mail address",
  robots: { index: false },
  // The token in the address must not travel on.
  referrer: "no-referrer",
};

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function ConfirmEmailPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <AuthPage
      title="Your new e-mail address"
      intro="Confirm that your account moves to this address. Receipts and links go there from then on."
    >
      <ConfirmEmail token={typeof token === "string" ? token : ""} />
    </AuthPage>
  );
}
