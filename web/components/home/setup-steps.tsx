import type { StudioHome } from "@vaulture/sdk";
import { ArrowRight, Check } from "lucide-react";
import Link from "@/components/ui/link";

type Step = NonNullable<StudioHome["setup"]>[number];

/** What is left to do before the first sale, in the order that makes sense; the whole list is gone once it is done. */
export function SetupSteps({ steps, handle }: { steps: Step[]; handle: string }) {
  const studio = `/studio/${handle}`;
  const words: Record<Step["step"], [label: string, why: string, href: string]> = {
    picture: ["Add a picture", "People buy from people.", `${studio}/settings`],
    bio: ["Say who you are", "A line or two on your storefront.", `${studio}/settings`],
    product: ["Create a product", "A title and a price are enough to begin.", `${studio}/products/new`],
    file: [
      "Add the first file",
      "Any kind of file; it stays private until it is bought.",
      `${studio}/products`,
    ],
    publish: ["Publish it", "From then on people can find and buy it.", `${studio}/products`],
    email: ["Confirm your e-mail address", "We sent you a link; Account sends it again.", "/account"],
  };
  const done = steps.filter((step) => step.done).length;
  return (
    <section aria-labelledby="setup">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="setup" className="text-lg">
          Set up your shop
        </h2>
        <p className="figures text-sm text-soft">
          {done} of {steps.length} done
        </p>
      </div>
      <ol className="mt-3 divide-y divide-line border-y border-line">
        {steps.map(({ step, done }) => {
          const [label, why, href] = words[step];
          return (
            <li key={step}>
              {done ? (
                <p className="flex items-center gap-3 py-3 text-sm text-soft">
                  <span className="grid size-5 shrink-0 place-items-center rounded-full bg-accent text-on-accent">
                    <Check aria-hidden className="size-3" strokeWidth={3} />
                  </span>
                  {label} <span className="sr-only">(done)</span>
                </p>
              ) : (
                <Link href={href} className="group flex items-center gap-3 py-3 text-sm hover:bg-sunken">
                  <span className="size-5 shrink-0 rounded-full border border-line-strong" />
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium">{label}</span>
                    <span className="block text-soft">{why}</span>
                  </span>
                  <ArrowRight aria-hidden className="size-4 shrink-0 text-soft" />
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
