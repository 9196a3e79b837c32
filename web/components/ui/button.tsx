import type { VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { buttonStyle } from "./button-style";

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle>;

/** A native button; `type` is "button" unless said otherwise. */
export function Button({ variant, size, className, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={cn(buttonStyle({ variant, size }), className)} {...props} />;
}
