import { chordSketches } from "./products/chord-sketches.ts";
import { clientPapersPack } from "./products/client-papers.ts";
import { colourworkBands } from "./products/colourwork-bands.ts";
import { cutPaperPack } from "./products/cut-paper.ts";
import { facetVessels } from "./products/facet-vessels.ts";
import { gaugeTool } from "./products/gauge-tool.ts";
import { haldenSans } from "./products/halden-sans.ts";
import { handDrums } from "./products/hand-drums.ts";
import { harbourYoke } from "./products/harbour-yoke.ts";
import { intervalCards } from "./products/interval-cards.ts";
import { islandMaps } from "./products/island-maps.ts";
import { kalimbaKit } from "./products/kalimba-kit.ts";
import { konturIconSet } from "./products/kontur-icons.ts";
import { lowTide } from "./products/low-tide.ts";
import { mapMarksSet } from "./products/map-marks.ts";
import { marketStall } from "./products/market-stall.ts";
import { overcast } from "./products/overcast.ts";
import { readingCharts } from "./products/reading-charts.ts";
import { reliefTilesPack } from "./products/relief-tiles.ts";
import { ridgePanoramas } from "./products/ridge-panoramas.ts";
import { sixPieces } from "./products/six-pieces.ts";
import { slowGeometry } from "./products/slow-geometry.ts";
import { smallSoftware } from "./products/small-software.ts";
import { staffPaper } from "./products/staff-paper.ts";
import { stationYearData } from "./products/station-year.ts";
import { stitchSymbols } from "./products/stitch-symbols.ts";
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
  mapMarksSet,
  konturIconSet,
  staffPaper,
  sundial,
  reliefTilesPack,
  clientPapersPack,
  harbourYoke,
  facetVessels,
  handDrums,
  workingGrid,
  stationYearData,
  overcast,
  stitchSymbols,
  smallSoftware,
  kalimbaKit,
  weatherBeds,
  gaugeTool,
  cutPaperPack,
  readingCharts,
  ...(format ? [slowGeometry(format)] : []),
  intervalCards,
  chordSketches,
  ridgePanoramas,
  colourworkBands,
  typeInCode,
  sixPieces,
  islandMaps,
];
