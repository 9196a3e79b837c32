"use client";

import type { Passkey } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { PasswordDialog } from "@/components/account/password-dialog";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { addPasskey, hasPasskeys } from "@/lib/passkeys";
import { textOf, useForm } from "@/lib/use-form";

/** The passkeys of the account: adding, naming, removing. */
export function PasskeySection({ passkeys }: { passkeys: Passkey[] }) {
  const router = useRouter();
  const adding = useRef<DialogHandle>(null);
  const [able, setAble] = useState(true);
  useEffect(() => setAble(hasPasskeys()), []);
  return (
    <div className="grid justify-items-start gap-5">
      {passkeys.length > 0 ? (
        <ul className="-mt-3 w-full divide-y divide-line border-b border-line">
          {passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      ) : (
        <p className="text-sm text-soft">You have none yet.</p>
      )}
      {able ? (
        <Button onClick={() => adding.current?.open()}>Add a passkey</Button>
      ) : (
        <p className="text-sm text-soft">This browser cannot make passkeys.</p>
      )}
      <PasswordDialog
        ref={adding}
        title="Add a passkey"
        intro="Your device then asks for your fingerprint, face or PIN."
        verb="Continue"
        act={async (password, data) => {
          await addPasskey(textOf(data, "name"), password);
          toast("Passkey added");
          router.refresh();
        }}
      >
        <NameField />
      </PasswordDialog>
    </div>
  );
}

function Row({ passkey }: { passkey: Passkey }) {
  const router = useRouter();
  const renaming = useRef<DialogHandle>(null);
  const removing = useRef<DialogHandle>(null);
  const { id, name, addedAt, lastUsedAt } = passkey;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 text-sm">
        <p className="text-base break-words">{name}</p>
        <p className="text-soft">
          Added <Time at={addedAt} />,{" "}
          {lastUsedAt ? (
            <>
              last used <Time at={lastUsedAt} exact />
            </>
          ) : (
            "not used yet"
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" aria-label={`Rename ${name}`} onClick={() => renaming.current?.open()}>
          Rename
        </Button>
        <Button size="small" aria-label={`Remove ${name}`} onClick={() => removing.current?.open()}>
          Remove
        </Button>
      </div>
      <Dialog ref={renaming} title="Rename the passkey">
        <RenameForm passkey={passkey} close={() => renaming.current?.close()} />
      </Dialog>
      <PasswordDialog
        ref={removing}
        title={`Remove ${name}`}
        intro="It no longer signs you in. Remove it on your device too: there it only looks as if it still worked."
        verb="Remove"
        danger
        act={async (password) => {
          await api.post("/api/v1/me/passkeys/{id}/remove", { path: { id }, body: { password } });
          toast("Passkey removed");
          router.refresh();
        }}
      />
    </li>
  );
}

function RenameForm({ passkey, close }: { passkey: Passkey; close: () => void }) {
  const router = useRouter();
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await api.patch("/api/v1/me/passkeys/{id}", {
      path: { id: passkey.id },
      body: { name: textOf(data, "name") },
    });
    toast("Saved");
    close();
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem && !problem.fields.name ? <Notice tone="danger">{problem.message}</Notice> : null}
      <NameField name={passkey.name} error={fieldError("name")} />
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          Save name
        </Button>
      </div>
    </form>
  );
}

function NameField({ name, error }: { name?: string; error?: string | undefined }) {
  return (
    <Field label="Name" name="name" hint="So that you know it again, such as My laptop." error={error}>
      {(control) => (
        <Input {...control} defaultValue={name} maxLength={60} autoComplete="off" required data-autofocus />
      )}
    </Field>
  );
}
