"use client";

import type { Tier } from "@vaulture/sdk";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { editablePrice, parsePrice } from "@/lib/money";
import { textOf, useForm } from "@/lib/use-form";

const CURRENCIES = ["usd", "eur", "gbp", "cad", "aud", "chf", "jpy"];
const INTERVALS = ["month", "year"] as const;

interface TierFormProps {
  creatorId: string;
  /** What is edited; null makes a new one. */
  tier: Tier | null;
  onDone: () => void;
  onLeave: () => void;
}

/** A tier's name, words, prices, trial and places. */
export function TierForm({ creatorId, tier, onDone, onLeave }: TierFormProps) {
  const { pending, problem, setProblem, submit, fieldError } = useForm(async (data) => {
    const currency = textOf(data, "currency");
    const wrong = (name: string, message: string) => {
      setProblem({ message: "Look at what is marked.", fields: { [name]: message } });
      return undefined;
    };
    const prices = [];
    for (const interval of INTERVALS) {
      const typed = textOf(data, interval);
      if (typed === "") continue;
      const amount = parsePrice(typed, currency);
      if (!amount) return wrong(interval, "An amount such as 5 or 5.50.");
      prices.push({ interval, amount, currency });
    }
    if (prices.length === 0) return wrong("month", "Give a price by the month, by the year or both.");
    const fields = {
      name: textOf(data, "name"),
      description: textOf(data, "description"),
      prices,
      trialDays: wholeNumber(textOf(data, "trialDays")),
      seats: wholeNumber(textOf(data, "seats")),
    };
    if (tier) await api.patch("/api/v1/tiers/{id}", { path: { id: tier.id }, body: fields });
    else await api.post("/api/v1/tiers", { body: { creatorId, ...fields } });
    toast(tier ? "Tier saved" : "Tier created");
    onDone();
    return undefined;
  });
  const priceOf = (interval: string) => {
    const price = tier?.prices.find((one) => one.interval === interval);
    return price ? editablePrice(price) : "";
  };
  const currency = tier?.prices[0]?.currency ?? "usd";
  return (
    <form
      method="post"
      onSubmit={submit}
      aria-label={tier ? `Edit ${tier.name}` : "New tier"}
      className="grid max-w-[40rem] grid-cols-1 gap-4 rounded-lg border border-line p-4 sm:p-5"
    >
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="Name" name="name" error={fieldError("name")}>
        {(control) => (
          <Input {...control} defaultValue={tier?.name} maxLength={50} required autoFocus={tier === null} />
        )}
      </Field>
      <Field
        label="What it opens"
        name="description"
        optional
        hint="Shown on your membership page. Markdown works."
        error={fieldError("description")}
      >
        {(control) => <Textarea {...control} defaultValue={tier?.description} maxLength={2000} />}
      </Field>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label="Price per month" name="month" error={fieldError("month") ?? fieldError("prices")}>
          {(control) => (
            <Input {...control} defaultValue={priceOf("month")} inputMode="decimal" autoComplete="off" />
          )}
        </Field>
        <Field label="Price per year" name="year" optional error={fieldError("year")}>
          {(control) => (
            <Input {...control} defaultValue={priceOf("year")} inputMode="decimal" autoComplete="off" />
          )}
        </Field>
        <Field label="Currency" name="currency">
          {(control) => (
            <Select {...control} defaultValue={currency}>
              {(CURRENCIES.includes(currency) ? CURRENCIES : [currency, ...CURRENCIES]).map((code) => (
                <option key={code} value={code}>
                  {code.toUpperCase()}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label="Free days"
          name="trialDays"
          optional
          hint="For people who were never members here."
          error={fieldError("trialDays")}
        >
          {(control) => (
            <Input {...control} type="number" min={1} max={90} defaultValue={tier?.trialDays ?? ""} />
          )}
        </Field>
        <Field label="Places" name="seats" optional hint="Empty: any number." error={fieldError("seats")}>
          {(control) => (
            <Input {...control} type="number" min={1} max={1_000_000} defaultValue={tier?.seats ?? ""} />
          )}
        </Field>
      </div>
      <div className="flex gap-3">
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Saving…" : tier ? "Save" : "Create tier"}
        </Button>
        <Button variant="quiet" onClick={onLeave}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function wholeNumber(text: string): number | null {
  return text === "" ? null : Number(text);
}
