"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { BackupCodes } from "@/components/account/backup-codes";
import { PasswordDialog } from "@/components/account/password-dialog";
import { type SetUp, TwoFactorSetUp } from "@/components/account/two-factor-set-up";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { DialogHandle } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { plural } from "@/lib/format";

interface TwoFactorSectionProps {
  enabled: boolean;
  codesLeft: number;
  siteName: string;
  /** An operator who may not act as one before it is on. */
  needed: boolean;
}

/** Two-factor sign-in: its state, setting it up, new backup codes, switching it off. */
export function TwoFactorSection({ enabled, codesLeft, siteName, needed }: TwoFactorSectionProps) {
  const router = useRouter();
  const [setUp, setSetUp] = useState<SetUp | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  if (codes)
    return (
      <BackupCodes
        codes={codes}
        siteName={siteName}
        onKept={() => {
          setCodes(null);
          router.refresh();
        }}
      />
    );
  if (setUp)
    return (
      <TwoFactorSetUp
        setUp={setUp}
        onCancel={() => setSetUp(null)}
        onConfirmed={() => {
          setSetUp(null);
          setCodes(setUp.backupCodes);
          toast("Two-factor sign-in is on. Every other browser is signed out.");
        }}
      />
    );
  return enabled ? (
    <On codesLeft={codesLeft} onCodes={setCodes} />
  ) : (
    <Off needed={needed} onStart={setSetUp} />
  );
}

function Off({ needed, onStart }: { needed: boolean; onStart: (setUp: SetUp) => void }) {
  const dialog = useRef<DialogHandle>(null);
  return (
    <div className="grid justify-items-start gap-4">
      {needed ? (
        <Notice tone="warning" title="Operators need this">
          Set it up, and operations open for you again.
        </Notice>
      ) : null}
      <Badge>Off</Badge>
      <p className="text-sm text-soft">
        With it on, your password alone opens nothing: signing in also takes a code from an app on your phone.
      </p>
      <Button onClick={() => dialog.current?.open()}>Set up two-factor sign-in</Button>
      <PasswordDialog
        ref={dialog}
        title="Set up two-factor sign-in"
        intro="You need an authenticator app, such as the one in your password manager."
        verb="Continue"
        act={async (password) =>
          onStart(await api.post("/api/auth/two-factor/enable", { body: { password } }))
        }
      />
    </div>
  );
}

function On({ codesLeft, onCodes }: { codesLeft: number; onCodes: (codes: string[]) => void }) {
  const router = useRouter();
  const renew = useRef<DialogHandle>(null);
  const off = useRef<DialogHandle>(null);
  return (
    <div className="grid justify-items-start gap-4">
      <Badge tone="good">On</Badge>
      {codesLeft < 3 ? (
        <Notice
          tone="warning"
          title={codesLeft === 0 ? "No backup codes are left" : "Few backup codes are left"}
        >
          Get new ones before you need one.
        </Notice>
      ) : null}
      <p className="text-sm text-soft">
        Signing in takes a code of your app. {plural(codesLeft, "backup code")} left.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => renew.current?.open()}>Get new backup codes</Button>
        <Button variant="quiet" onClick={() => off.current?.open()}>
          Switch off
        </Button>
      </div>
      <PasswordDialog
        ref={renew}
        title="Get new backup codes"
        intro="The old ones stop working at once."
        verb="Get new codes"
        act={async (password) => {
          const { backupCodes } = await api.post("/api/auth/two-factor/backup-codes", { body: { password } });
          onCodes(backupCodes);
        }}
      />
      <PasswordDialog
        ref={off}
        title="Switch two-factor sign-in off"
        intro="Your password alone opens your account again. Your backup codes stop working, and the entry in your app is of no use any more."
        verb="Switch off"
        danger
        act={async (password) => {
          await api.post("/api/v1/me/two-factor/disable", { body: { password } });
          toast("Two-factor sign-in is off");
          router.refresh();
        }}
      />
    </div>
  );
}
