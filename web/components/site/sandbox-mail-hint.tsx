import Link from "@/components/ui/link";
import { mailInTerminal, sandboxMail } from "@/lib/config";

/** On a test installation, where no mail arrives: where to read it instead. */
export function SandboxMailHint() {
  if (!sandboxMail) return null;
  return (
    <p className="mt-4 text-sm text-soft">
      Test installation:{" "}
      <Link href="/sandbox/mail" className="underline underline-offset-2">
        your mail is here
      </Link>
      .
    </p>
  );
}

/** The same for who cannot sign in to read it. */
export function SandboxResetHint() {
  if (!sandboxMail) return null;
  return (
    <p className="mt-4 text-sm text-soft">
      Test installation: no mail leaves it.{" "}
      {mailInTerminal
        ? "The terminal that runs it prints the link."
        : "Whoever runs it finds the link under Operations, Mail."}
    </p>
  );
}
