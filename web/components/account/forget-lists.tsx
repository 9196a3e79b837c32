"use client";

import { useEffect } from "react";
import { forgetLists } from "@/lib/kept-lists";

/** Empties this tab of the lists that whoever was signed in scrolled through. Shows nothing. */
export function ForgetLists() {
  useEffect(() => forgetLists(), []);
  return null;
}
