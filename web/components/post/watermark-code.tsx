import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface WatermarkCodeProps {
  /** What the code is called in the address. */
  name: string;
  /** The code that was typed, if any. */
  code: string;
  /** Where it leads. */
  action: string;
  /** What else is to be known before one looks. */
  hint?: string;
}

/** Asks for the code of a picture. A plain form: it works without scripts, and each look-up is one that somebody made. */
export function WatermarkCode({ name, code, action, hint = "" }: WatermarkCodeProps) {
  return (
    <form action={action}>
      <Field
        label="Whose picture is it?"
        name={name}
        hint={`The eight characters behind the name, from a picture that turned up elsewhere. ${hint}`.trim()}
      >
        {(control) => (
          <span className="flex flex-wrap gap-2">
            <Input
              {...control}
              defaultValue={code}
              maxLength={40}
              autoComplete="off"
              spellCheck={false}
              placeholder="K7QM-2F9X"
              className="w-44!"
            />
            <Button type="submit">Look up</Button>
          </span>
        )}
      </Field>
    </form>
  );
}
