import type { Price } from "@vaulture/sdk";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { parsePrice } from "@/lib/money";
import { textOf } from "@/lib/use-form";

const currencies = ["usd", "eur", "gbp", "cad", "aud", "chf", "jpy"];

interface PriceFieldsProps {
  amount: string;
  currency: string;
  error?: string | undefined;
  hint?: string;
  /** Where the page keeps what is typed; the fields keep it themselves otherwise. */
  onChange?: (price: { amount: string; currency: string }) => void;
}

export function PriceFields({ amount, currency, error, hint = "0 is free.", onChange }: PriceFieldsProps) {
  const choices = currencies.includes(currency) ? currencies : [currency, ...currencies];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3 sm:max-w-80">
      <Field label="Price" name="price" hint={hint} error={error}>
        {(control) => (
          <Input
            {...control}
            {...(onChange
              ? { value: amount, onChange: (event) => onChange({ amount: event.target.value, currency }) }
              : { defaultValue: amount })}
            inputMode="decimal"
            autoComplete="off"
            required
          />
        )}
      </Field>
      <Field label="Currency" name="currency">
        {(control) => (
          <Select
            {...control}
            {...(onChange
              ? { value: currency, onChange: (event) => onChange({ amount, currency: event.target.value }) }
              : { defaultValue: currency })}
          >
            {choices.map((code) => (
              <option key={code} value={code}>
                {code.toUpperCase()}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

/** The price of a form with these fields, or what is wrong with it. */
export function readPrice(data: FormData): Price | string {
  const currency = textOf(data, "currency");
  const amount = parsePrice(textOf(data, "price"), currency);
  return amount === null ? `An amount such as 19 or 19.50 ${currency.toUpperCase()}.` : { amount, currency };
}
