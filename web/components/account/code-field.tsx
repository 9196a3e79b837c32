import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface CodeFieldProps {
  /** A backup code is asked for; otherwise the six digits of the app. */
  backup?: boolean;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** A code as people read it from their app or their paper; blanks and capitals do not matter. */
export function CodeField({ backup = false, error, autoFocus }: CodeFieldProps) {
  return (
    <Field
      label={backup ? "Backup code" : "Code"}
      name="code"
      hint={backup ? "One that you have not used yet, such as abcde‑fgh23." : "Six digits from your app."}
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          {...(autoFocus ? { "data-autofocus": true, autoFocus: true } : {})}
          inputMode={backup ? "text" : "numeric"}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={20}
          className="font-mono tracking-widest"
          required
        />
      )}
    </Field>
  );
}
