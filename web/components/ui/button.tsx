import type { ComponentProps } from "react";
import { buttonStyle } from "./button-style";

type ButtonProps = ComponentProps<"button"> & Parameters<typeof buttonStyle>[0];

/** A native button; `type` is "button" unless said otherwise. */
export function Button({ variant, size, wraps, className, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={buttonStyle({ variant, size, wraps, className })} {...props} />;
}
