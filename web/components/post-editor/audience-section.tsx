import type { StudioPost, Tier } from "@vaulture/sdk";
import { PriceFields } from "@/components/editor/price-fields";
import { useLocale } from "@/components/site/locale";
import { Choice } from "@/components/ui/choice";
import { Time } from "@/components/ui/time";
import { plural } from "@/lib/format";
import { readTerms, type Terms, writeTerms } from "./post-text";
import type { PostEditing } from "./use-post-editing";

/** Who may read the post, in plain words and with how many that are; a price where it is sold. */
export function AudienceSection({ editing, tiers }: { editing: PostEditing; tiers: Tier[] }) {
  const { autosave, view, studio } = editing;
  const locale = useLocale();
  const terms = readTerms(view.state.typed.terms ?? "");
  const set = (changes: Partial<Terms>) => autosave.type("terms", writeTerms({ ...terms, ...changes }));
  const open = tiers.filter(({ id, archived }) => !archived || id === terms.tierId);
  const members = (least: number) =>
    tiers.reduce((sum, tier) => sum + (tier.level >= least ? (tier.members ?? 0) : 0), 0);
  const counted = (least: number) => plural(members(least), "member", "members", locale);
  const [, ...higher] = open;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 text-lg font-semibold">Who may read it</legend>
      <Choice
        name="terms"
        checked={terms.kind === "everybody"}
        onChange={() => set({ kind: "everybody" })}
        hint="Also without an account. Search engines may find it."
      >
        Everybody
      </Choice>
      <Choice
        name="terms"
        checked={terms.kind === "free"}
        onChange={() => set({ kind: "free" })}
        hint="Free, for anybody with an account here."
      >
        Everybody who is signed in
      </Choice>
      <Choice
        name="terms"
        checked={terms.kind === "members" && terms.tierId === null}
        onChange={() => set({ kind: "members", tierId: null })}
        hint={
          open.length === 0
            ? "You have no membership tier yet. Until there is one, nobody can open it."
            : "Of any tier. Others see the title, the teaser and how much there is."
        }
      >
        Your {counted(0)}
      </Choice>
      {higher.map((tier) => (
        <Choice
          key={tier.id}
          name="terms"
          checked={terms.kind === "members" && terms.tierId === tier.id}
          onChange={() => set({ kind: "members", tierId: tier.id })}
          hint="Members of lower tiers are offered the upgrade."
        >
          {tier.name} and above: {counted(tier.level)}
        </Choice>
      ))}
      <Choice
        name="terms"
        checked={terms.kind === "ppv"}
        onChange={() => set({ kind: "ppv" })}
        hint="Sold by itself, to members too. Those who paid keep it."
      >
        Whoever pays for it
      </Choice>
      {terms.kind === "ppv" ? (
        <PriceFields
          amount={terms.amount}
          currency={terms.currency}
          error={view.errors.terms}
          hint={studio.buyers > 0 ? "A new price counts for those who buy from now on." : ""}
          onChange={set}
        />
      ) : view.errors.terms ? (
        <p className="text-sm text-danger">{view.errors.terms}</p>
      ) : null}
      <p className="text-sm text-soft">
        {studio.announcedAt ? (
          <>
            Your followers and members were told of it on <Time at={studio.announcedAt} />.
          </>
        ) : (
          announced(studio.audience, locale)
        )}
      </p>
    </fieldset>
  );
}

/** Who will be told of it, before it comes out. */
function announced({ heard, followers }: StudioPost["audience"], locale: string): string {
  if (heard === 0) return "Nobody follows you yet, so nobody is told when it comes out.";
  const those = plural(followers, "follower", "followers", locale);
  return `${plural(heard, "person is", "people are", locale)} told when it comes out, by its title and teaser: your members${followers > 0 ? ` and your ${those}` : ""}.`;
}
