import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Toaster } from "@/components/ui/toast";
import { Controls } from "./controls";
import { Feedback } from "./feedback";
import { Lists } from "./lists";
import { Nouns } from "./nouns";
import { Tokens } from "./tokens";

export const metadata: Metadata = { title: "Style guide", robots: { index: false } };

const sections = [
  ["Tokens", Tokens],
  ["Controls", Controls],
  ["Feedback", Feedback],
  ["Lists and text", Lists],
  ["Products, people, money", Nouns],
] as const;

/** Everything pages are made of, in every state, light and dark beside each other; not there in production. */
export default function StyleguidePage() {
  if (process.env.NODE_ENV === "production") notFound();
  return (
    <div className="mx-auto grid max-w-[1800px] grid-cols-1 gap-16 px-4 pt-10">
      <h1 className="text-2xl">Style guide</h1>
      {sections.map(([title, Section]) => (
        <section key={title} aria-label={title} className="grid grid-cols-1 gap-4">
          <h2 className="text-xl">{title}</h2>
          <div className="grid grid-cols-1 overflow-hidden rounded-lg border border-line xl:grid-cols-2">
            <div data-theme="light" className="themed min-w-0 bg-paper p-5 text-ink sm:p-8">
              <Section />
            </div>
            <div data-theme="dark" className="themed min-w-0 bg-paper p-5 text-ink sm:p-8">
              <Section />
            </div>
          </div>
        </section>
      ))}
      <Toaster />
    </div>
  );
}
