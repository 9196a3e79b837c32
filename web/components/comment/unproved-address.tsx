import { ResendVerification } from "@/components/account/resend-verification";
import { Notice } from "@/components/ui/notice";

/** What somebody has to do before they can comment, with the mail for it once more. */
export function UnprovedAddress({ email }: { email: string | null }) {
  return (
    <Notice title="Confirm your e-mail address to comment">
      <p>
        Open the link that we sent to <span className="wrap-anywhere">{email ?? "you"}</span>, then reload
        this page.
      </p>
      <div className="mt-4">
        <ResendVerification email={email} />
      </div>
    </Notice>
  );
}
