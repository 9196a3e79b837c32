"use client";

import type { Device } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { countryName } from "@/lib/limit-words";
import { textOf, useForm } from "@/lib/use-form";

/** The devices of the account: naming and removing. */
export function DeviceList({ devices }: { devices: Device[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {devices.map((device) => (
        <Row key={device.id} device={device} />
      ))}
    </ul>
  );
}

function Row({ device }: { device: Device }) {
  const renaming = useRef<DialogHandle>(null);
  const removing = useRef<DialogHandle>(null);
  const title = device.name ?? device.device;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base break-words">
          {title}
          {device.isThis ? <Badge tone="good">This browser</Badge> : null}
          {device.holdsPlace ? <Badge>Counts</Badge> : null}
        </p>
        <p className="text-soft">
          {device.name ? `${device.device}, last used ` : "Last used "}
          <Time at={device.lastUsedAt} exact />
        </p>
        <p className="text-soft">
          {[
            device.country && countryName(device.country),
            device.network && `network ${device.network}`,
            device.isSignedIn ? null : "signed out",
          ]
            .filter(Boolean)
            .join(", ")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" aria-label={`Rename ${title}`} onClick={() => renaming.current?.open()}>
          Rename
        </Button>
        <Button size="small" aria-label={`Remove ${title}`} onClick={() => removing.current?.open()}>
          Remove
        </Button>
      </div>
      <Dialog ref={renaming} title="Rename the device">
        <RenameForm device={device} close={() => renaming.current?.close()} />
      </Dialog>
      <Dialog ref={removing} title={`Remove ${title}`}>
        <RemoveForm device={device} close={() => removing.current?.close()} />
      </Dialog>
    </li>
  );
}

interface FormProps {
  device: Device;
  close: () => void;
}

function RenameForm({ device, close }: FormProps) {
  const router = useRouter();
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    const body = { name: textOf(data, "name") };
    await api.patch("/api/v1/me/devices/{id}", { path: { id: device.id }, body });
    toast("Saved");
    close();
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem && !problem.fields.name ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field
        label="Name"
        name="name"
        hint={`Leave it empty for "${device.device}".`}
        error={fieldError("name")}
      >
        {(control) => <Input {...control} defaultValue={device.name ?? ""} maxLength={60} />}
      </Field>
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" aria-busy={pending}>
          Save
        </Button>
      </div>
    </form>
  );
}

function RemoveForm({ device, close }: FormProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const { problem, submit } = useForm(async () => {
    setBusy(true);
    try {
      await api.delete("/api/v1/me/devices/{id}", { path: { id: device.id } });
    } finally {
      setBusy(false);
    }
    if (device.isThis) window.location.assign("/sign-in");
    else {
      toast("Device removed");
      close();
      router.refresh();
    }
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <p>
        {device.isThis
          ? "You are signed out here at once, and downloads that run here stop."
          : "It is signed out at once, and downloads that run there stop."}{" "}
        Its place is free for another device.
      </p>
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="danger" aria-busy={busy}>
          Remove
        </Button>
      </div>
    </form>
  );
}
