import { z } from "zod";

// Controls, lone surrogates (no text at all), and the characters that turn the direction of what follows around.
const UNFIT_IN_LINE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const UNFIT_IN_TEXT = /[\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * One line that people typed: trimmed, something visible, at most `longest` characters, no control or direction-changing ones.
 * HTML is text like any other here; whoever shows it escapes it.
 */
export function lineField(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => text.isWellFormed() && !UNFIT_IN_LINE.test(text), "has characters that cannot be used")
    .refine((text) => VISIBLE.test(text), "is empty");
}

/** Several lines that people typed, perhaps none: like {@link lineField}, with line feeds (CR LF becomes LF) and tabs. */
export function textField(longest: number) {
  return z
    .string()
    .overwrite((text) => text.replace(/\r\n?/g, "\n").trim())
    .max(longest)
    .refine((text) => text.isWellFormed() && !UNFIT_IN_TEXT.test(text), "has characters that cannot be used");
}
