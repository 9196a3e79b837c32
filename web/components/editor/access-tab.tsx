"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { plural } from "@/lib/format";
import { limitWords } from "@/lib/limit-words";
import { CountryList } from "./country-list";
import { limitsAhead } from "./limits-draft";
import type { Editing } from "./use-editing";
import type { Limits } from "./use-limits";

interface AccessTabProps {
  editing: Editing;
  limits: Limits;
  /** The creator's own limit of devices, which counts where the product has none. */
  creatorDevices: number | null;
}

const rules = [
  ["all", "Everywhere", null],
  [
    "allow",
    "Only in some countries",
    "Whoever is elsewhere, or where the country cannot be told, can neither buy nor open it.",
  ],
  ["block", "Everywhere but in some countries", "Whoever is in one of them can neither buy nor open it."],
] as const;

/** Where the product is offered, how often and on how many devices, with what buyers will read. Saved by its button. */
export function AccessTab({ editing: { product }, limits, creatorDevices }: AccessTabProps) {
  const { draft, edit, errors, changed, saving, problem } = limits;
  const ahead = limitsAhead(draft, creatorDevices);
  return (
    <form
      method="post"
      noValidate
      aria-label="Access"
      className="grid gap-10"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        void limits.save().then(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      }}
    >
      <fieldset className="grid gap-3">
        <legend className="mb-3 text-lg font-semibold">Where it is offered</legend>
        {rules.map(([rule, label, meaning]) => (
          <Choice
            key={rule}
            name="countryRule"
            value={rule}
            checked={draft.rule === rule}
            hint={meaning}
            onChange={() => edit({ rule })}
          >
            {label}
          </Choice>
        ))}
        {draft.rule === "all" ? null : (
          <CountryList
            label={draft.rule === "allow" ? "Countries where it is offered" : "Countries where it is not"}
            codes={draft.codes}
            error={errors.countries}
            onChange={(codes) => edit({ codes })}
          />
        )}
      </fieldset>
      <section aria-labelledby="uses-heading" className="grid gap-5">
        <h2 id="uses-heading" className="text-lg">
          How often, and on how many devices
        </h2>
        <Field
          label="Downloads of each file"
          name="downloads"
          optional
          error={errors.downloads}
          hint="With one purchase. Empty: as often as they like. What breaks off does not count, and you can give a buyer more in the sale. Pictures, sounds and videos can be looked at in the library however often."
        >
          {(control) => (
            <Count control={control} value={draft.downloads} onType={(downloads) => edit({ downloads })} />
          )}
        </Field>
        <Field
          label="Devices of one buyer"
          name="devices"
          optional
          error={errors.devices}
          hint={`${
            creatorDevices === null
              ? "Empty: as many as they like."
              : `Empty: ${plural(creatorDevices, "device")} for everything you sell, as in your settings.`
          } Buyers can remove a device themselves, and one that was not used for 30 days makes room.`}
        >
          {(control) => (
            <Count control={control} value={draft.devices} onType={(devices) => edit({ devices })} />
          )}
        </Field>
      </section>
      <section aria-labelledby="read-heading" className="grid gap-3">
        <h2 id="read-heading" className="text-lg">
          What buyers will read
        </h2>
        <BuyersRead words={Object.values(limitWords({ limits: ahead, creator: product.creator }))} />
      </section>
      <div className="grid gap-3 border-t border-line pt-5">
        {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
        <p className="text-sm text-soft">
          These settings hold as soon as you save them
          {product.status === "draft" ? "" : ", for those who bought it before too"}. Nobody loses a device
          they already use.
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            variant="primary"
            data-lead="limits"
            aria-busy={saving}
            aria-disabled={saving || !changed}
          >
            {saving ? "Saving…" : "Save access settings"}
          </Button>
          {changed && !saving ? <Button onClick={limits.putBack}>Undo</Button> : null}
          <p role="status" className="text-sm text-soft">
            {changed && !saving ? "Not saved yet." : ""}
          </p>
        </div>
      </div>
    </form>
  );
}

function BuyersRead({ words }: { words: (string | null)[] }): ReactNode {
  const said = words.filter((sentence) => sentence !== null);
  if (said.length === 0)
    return (
      <p className="text-sm text-soft">Nothing of limits: it opens everywhere, as often as they like.</p>
    );
  return (
    <ul className="grid gap-2 rounded-md bg-sunken px-4 py-3 text-sm">
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Count({
  control,
  value,
  onType,
}: {
  control: object;
  value: string;
  onType: (text: string) => void;
}) {
  return (
    <Input
      {...control}
      inputMode="numeric"
      autoComplete="off"
      maxLength={4}
      className="w-28!"
      value={value}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
