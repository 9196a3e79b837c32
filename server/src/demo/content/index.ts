import { breadByWeight } from "./products/bread-by-weight.ts";
import { cameraMoves } from "./products/camera-moves.ts";
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
import { isometricTown } from "./products/isometric-town.ts";
import { kalimbaKit } from "./products/kalimba-kit.ts";
import { kitchenChart } from "./products/kitchen-chart.ts";
import { konturIconSet } from "./products/kontur-icons.ts";
import { latticeLamps } from "./products/lattice-lamps.ts";
import { lowTide } from "./products/low-tide.ts";
import { mapMarksSet } from "./products/map-marks.ts";
import { marketFruit } from "./products/market-fruit.ts";
import { marketStall } from "./products/market-stall.ts";
import { menuLedger } from "./products/menu-ledger.ts";
import { overcast } from "./products/overcast.ts";
import { quietLoaders } from "./products/quiet-loaders.ts";
import { readingCharts } from "./products/reading-charts.ts";
import { reliefTilesPack } from "./products/relief-tiles.ts";
import { ridgePanoramas } from "./products/ridge-panoramas.ts";
import { sixJoints } from "./products/six-joints.ts";
import { sixPieces } from "./products/six-pieces.ts";
import { slowGeometry } from "./products/slow-geometry.ts";
import { smallSoftware } from "./products/small-software.ts";
import { staffPaper } from "./products/staff-paper.ts";
import { stationYearData } from "./products/station-year.ts";
import { stitchSymbols } from "./products/stitch-symbols.ts";
import { sundial } from "./products/sundial.ts";
import { twelveSoups } from "./products/twelve-soups.ts";
import { typeInCode } from "./products/type-in-code.ts";
import { weatherBeds } from "./products/weather-beds.ts";
import { workingGrid } from "./products/working-grid.ts";
import type { DemoProduct } from "./types.ts";
import { videoFormat } from "./video.ts";

export { deviceOf } from "./devices.ts";
export { demoFeeds } from "./feeds.ts";
export { type PastOrder, pastOrders, publishedDaysAgo } from "./history.ts";
export { pastMembers } from "./members.ts";
export { demoBuyers, demoCreators } from "./people.ts";
export type {
  DemoBuyer,
  DemoComment,
  DemoCreator,
  DemoFeed,
  DemoMember,
  DemoPost,
  DemoProduct,
} from "./types.ts";

const format = videoFormat();

/** The products in the order in which they were published; without ffmpeg on the host the video one is left out. */
export const demoProducts: DemoProduct[] = [
  haldenSans,
  marketStall,
  mapMarksSet,
  lowTide,
  kitchenChart,
  konturIconSet,
  staffPaper,
  sundial,
  sixJoints,
  clientPapersPack,
  reliefTilesPack,
  facetVessels,
  handDrums,
  stationYearData,
  workingGrid,
  menuLedger,
  overcast,
  stitchSymbols,
  smallSoftware,
  gaugeTool,
  quietLoaders,
  weatherBeds,
  breadByWeight,
  readingCharts,
  cutPaperPack,
  ...(format ? [slowGeometry(format)] : []),
  intervalCards,
  cameraMoves,
  chordSketches,
  colourworkBands,
  typeInCode,
  marketFruit,
  kalimbaKit,
  ridgePanoramas,
  twelveSoups,
  sixPieces,
  latticeLamps,
  harbourYoke,
  isometricTown,
  islandMaps,
];
