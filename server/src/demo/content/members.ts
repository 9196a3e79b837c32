import type { DemoMember, DemoProduct } from "./types.ts";

/** Who joined the three creators with tiers, in days before the first start, and what came of it. */
const MEMBERS: DemoMember[] = [
  ...members("halden", "Reader", "month", [
    ["rosa.delgado", 96.4],
    ["peter.vance", 88.2],
    ["henrik.dahl", 71.6],
    ["lucas.pereira", 63.1],
    ["noor", 58.3],
    ["oskar.nystrom", 44.7],
    ["julia.santos", 36.3],
    ["nadia.rahman", 27.4],
    ["tobias.brandt", 19.2],
    ["camille.dubois", 12.6],
    ["ewan.fraser", 3.2],
  ]),
  ...members("halden", "Reader", "year", [
    ["hannah.weber", 80.5],
    ["chloe.bernard", 33.8],
  ]),
  ...members("halden", "Colleague", "month", [
    ["sofia.bergstrom", 91.3],
    ["arjun.mehta", 66.2],
    ["grace.whitfield", 41.9],
    ["marta.kowalska", 15.8],
  ]),
  ...members("contour", "Fellow traveller", "month", [
    ["yuki.tanabe", 77.3],
    ["ingrid.solberg", 61.5],
    ["samuel", 52.4],
    ["pavel.novak", 29.6],
    ["tom.hargreaves", 11.3],
  ]),
  ...members("haddad", "At the table", "month", [
    ["elif.demir", 84.6],
    ["marco.bellini", 57.8],
    ["laura.schmitt", 38.4],
    ["kenta.mori", 21.7],
    ["fatima.zahra", 8.9],
  ]),
  ...members("haddad", "At the table", "year", [["jonas.fischer", 46.2]]),
  {
    ...member("halden", "Reader", "month", "liam.gallagher", 93.1),
    cancelledDaysAgo: 70.4,
  },
  {
    ...member("halden", "Colleague", "month", "agnes.moreau", 40.5),
    cancelledDaysAgo: 6.3,
  },
  {
    // A renewal of one to four days ago, whichever months lie between.
    ...member("halden", "Colleague", "month", "daniel.kohler", 32.2),
    cardFailsDaysAgo: 12,
  },
  {
    ...member("haddad", "At the table", "month", "nora.haugen", 35.2),
    cancelledDaysAgo: 3.9,
  },
];

/** The memberships of a selection of products: those of creators who are in it. */
export function pastMembers(products: DemoProduct[]): DemoMember[] {
  return MEMBERS.filter((one) => products.some(({ creatorKey }) => creatorKey === one.creatorKey));
}

type Of = [creatorKey: string, tier: string, interval: DemoMember["interval"]];

function members(...[creatorKey, tier, interval, joined]: [...Of, [string, number][]]): DemoMember[] {
  return joined.map(([buyerKey, daysAgo]) => member(creatorKey, tier, interval, buyerKey, daysAgo));
}

function member(...[creatorKey, tier, interval, buyerKey, joinedDaysAgo]: [...Of, string, number]) {
  return { creatorKey, tier, interval, buyerKey, joinedDaysAgo };
}
