import { chordSketches } from "./products/chord-sketches.ts";
import { clientPapersPack } from "./products/client-papers.ts";
import { cutPaperPack } from "./products/cut-paper.ts";
import { facetVessels } from "./products/facet-vessels.ts";
import { haldenSans } from "./products/halden-sans.ts";
import { konturIconSet } from "./products/kontur-icons.ts";
import { lowTide } from "./products/low-tide.ts";
import { marketStall } from "./products/market-stall.ts";
import { overcast } from "./products/overcast.ts";
import { slowGeometry } from "./products/slow-geometry.ts";
import { smallSoftware } from "./products/small-software.ts";
import { sundial } from "./products/sundial.ts";
import { typeInCode } from "./products/type-in-code.ts";
import { weatherBeds } from "./products/weather-beds.ts";
import { workingGrid } from "./products/working-grid.ts";
import type { DemoProduct } from "./types.ts";
import { videoFormat } from "./video.ts";

export { deviceOf } from "./devices.ts";
export { type PastOrder, pastOrders, publishedDaysAgo } from "./history.ts";
export { demoBuyers, demoCreators } from "./people.ts";
export type { DemoBuyer, DemoCreator, DemoProduct } from "./types.ts";

const format = videoFormat();

/** The products in the order in which they were published; without ffmpeg on the host the video one is left out. */
export const demoProducts: DemoProduct[] = [
  haldenSans,
  marketStall,
  lowTide,
  konturIconSet,
  sundial,
  clientPapersPack,
  facetVessels,
  workingGrid,
  overcast,
  smallSoftware,
  weatherBeds,
  cutPaperPack,
  ...(format ? [slowGeometry(format)] : []),
  chordSketches,
  typeInCode,
];
