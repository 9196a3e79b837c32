"use client";

import { Ellipsis } from "lucide-react";
import { useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Dropdown, DropdownItem } from "@/components/ui/dropdown";
import { Explained } from "@/components/ui/explained";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { focused, Part, States } from "./part";

const variants = ["primary", "secondary", "quiet", "danger"] as const;
const hovered = {
  primary: "bg-accent-strong!",
  secondary: "bg-sunken!",
  quiet: "bg-sunken!",
  danger: "bg-danger-wash!",
};

export function Controls() {
  const id = useId();
  const dialog = useRef<DialogHandle>(null);
  return (
    <>
      {variants.map((variant) => (
        <Part key={variant} title={`Button, ${variant}`}>
          <States
            states={[
              [
                "default",
                <Button key="d" variant={variant}>
                  Publish
                </Button>,
              ],
              [
                "hover",
                <Button key="h" variant={variant} className={hovered[variant]}>
                  Publish
                </Button>,
              ],
              [
                "focus",
                <Button key="f" variant={variant} className={focused}>
                  Publish
                </Button>,
              ],
              [
                "working",
                <Button key="w" variant={variant} aria-busy aria-disabled>
                  Publishing…
                </Button>,
              ],
              [
                "disabled",
                <Button key="x" variant={variant} disabled>
                  Publish
                </Button>,
              ],
            ]}
          />
        </Part>
      ))}
      <Part title="Button sizes">
        <States
          states={[
            [
              "small",
              <Button key="s" size="small">
                Refund
              </Button>,
            ],
            ["medium", <Button key="m">Refund</Button>],
            [
              "large",
              <Button key="l" size="large">
                Buy for $19
              </Button>,
            ],
            [
              "icon",
              <Button key="i" size="icon" variant="quiet" aria-label="More">
                <Ellipsis aria-hidden />
              </Button>,
            ],
          ]}
        />
      </Part>
      <Part title="Fields">
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Title" name="title" hint="What buyers read first.">
            {(control) => <Input {...control} placeholder="A field guide" />}
          </Field>
          <Field label="With focus" name="focus">
            {(control) => <Input {...control} defaultValue="A field guide" className={focused} />}
          </Field>
          <Field label="Price" name="price" error="Use digits, such as 19 or 19.50.">
            {(control) => <Input {...control} defaultValue="nineteen" />}
          </Field>
          <Field label="Not now" name="off" optional>
            {(control) => <Input {...control} disabled defaultValue="Not to be changed" />}
          </Field>
          <Field label="To be read" name="read">
            {(control) => <Input {...control} readOnly defaultValue="Only read" />}
          </Field>
          <Field label="Category" name="category">
            {(control) => (
              <Select {...control}>
                <option>Books</option>
                <option>Sounds</option>
              </Select>
            )}
          </Field>
          <Field label="Description" name="text" className="sm:col-span-2">
            {(control) => <Textarea {...control} defaultValue="Longer text, in Markdown." />}
          </Field>
        </div>
      </Part>
      <Part title="Choices and explanations">
        <div className="relative grid max-w-80 gap-3">
          <Choice name={`choice-${id}`} value="one" defaultChecked hint="What choosing it means.">
            One of several
          </Choice>
          <Choice name={`choice-${id}`} value="two">
            Another
          </Choice>
          <Explained term="Net">Revenue less fees, refunds and disputes.</Explained>
        </div>
      </Part>
      <Part title="Opens and closes">
        <States
          states={[
            [
              "dialog",
              <Button key="dialog" onClick={() => dialog.current?.open()}>
                Open a dialog
              </Button>,
            ],
            [
              "menu",
              <Dropdown
                key="menu"
                trigger={
                  <Button size="icon" variant="quiet" aria-label="Open a menu">
                    <Ellipsis aria-hidden />
                  </Button>
                }
              >
                <DropdownItem>Rename</DropdownItem>
                <DropdownItem disabled>Move up</DropdownItem>
                <DropdownItem danger>Remove</DropdownItem>
              </Dropdown>,
            ],
            [
              "toast",
              <Button key="toast" onClick={() => toast("Saved")}>
                Say something
              </Button>,
            ],
          ]}
        />
        <Dialog ref={dialog} title="A dialog">
          <p className="text-sm text-soft">It keeps the focus, and gives it back.</p>
        </Dialog>
      </Part>
      <Part title="Tabs">
        <Tabs
          label="Example"
          tabs={[
            { value: "one", title: "Product", panel: <p className="text-sm">The first panel.</p> },
            { value: "two", title: "Content", panel: <p className="text-sm">The second panel.</p> },
          ]}
        />
      </Part>
    </>
  );
}
