/** Signs for maps on a 24-unit grid, drawn for a pen of 1.6 with round ends. Names are file names. */
export const mapMarks: Record<string, string> = {
  peak: "M12 5l8 14H4zM12 5v6M9.5 10.5L12 9l2.5 1.5",
  hut: "M4 12l8-7 8 7M6.5 10.500V19h11v-8.500M10 19v-5h4v5",
  lighthouse:
    "M9 21l1.5-12h3L15 21zM10 9V6h4v3M12 6V3.500M16.5 6l3-1M16.5 8.500l3 1M7.5 6l-3-1M7.5 8.500l-3 1",
  spring:
    "M12 4c2.5 3 3.5 4.5 3.5 6.500a3.5 3.5 0 0 1-7 0C8.5 8.5 9.5 7 12 4zM4 18c1.5-1.5 3-1.5 4.5 0s3 1.5 4.5 0 3-1.5 4.5 0 2 1 2.5.5",
  bridge: "M3 15h18M5 15v4M19 15v4M5 15c1-6 13-6 14 0M12 10.500V15M8.5 11.500V15M15.5 11.500V15",
  conifer: "M12 3l4 6h-2l4 6H6l4-6H8zM12 15v6",
  broadleaf: "M12 15a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12 11v10M12 15l2.5-2.5",
  marsh: "M4 18h16M7 21h10M12 17V7M8.5 17c0-4-1-6-3-7.500M15.5 17c0-4 1-6 3-7.5",
  camp: "M12 5L3.5 19h17zM12 11l-4.5 8M12 11l4.5 8M10 3l4 4",
  church: "M12 3v6M9.5 5.500h5M7 21V13l5-4 5 4v8zM10.5 21v-4h3v4",
  ruin: "M4 20h16M6 20V9h3v3h2.500V7H15M18 20v-6h-3v6M15 7v4",
  cairn: "M6 20h12l-1.5-4h-9zM8 16h8l-1.2-4H9.200zM10 12h4l-.8-4h-2.400z",
  viewpoint:
    "M12 15a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12 8V3M16 9.500l3.5-3.500M8 9.500L4.5 6M17.5 13.500h4M6.5 13.500h-4",
  ferry: "M4 14h16l-2.5 5h-11zM7 14V9h10v5M12 9V5M3 21.500c2-1 4-1 6 0s4 1 6 0 4-1 6 0",
  anchor:
    "M12 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12 7v14M8 10.500h8M4.5 14c.5 4.5 3.5 7 7.5 7s7-2.5 7.5-7M4.5 14L3 16.500M19.5 14l1.5 2.5",
  waterfall:
    "M5 5h7c3 0 3 2 3 4v9M5 8h5.500c1.5 0 1.5 1 1.5 2v8M5 11h3.500v7M4 20.500c1.7-1.2 3.4-1.2 5 0s3.4 1.2 5 0 3.4-1.2 5 0",
  cave: "M3 19c1-9 5-13 9-13s8 4 9 13zM8.5 19c0-5 1.5-7 3.5-7s3.5 2 3.5 7",
  mine: "M5 19L16 8M19 19L8 8M13.5 5.500L18.5 10.500M10.5 5.500L5.5 10.5",
  station:
    "M7 4h10v11H7zM7 10h10M9.5 18.500L7 21.500M14.5 18.500L17 21.500M7 15l2.5 3.500h5L17 15M10 12.700h.01M14 12.700h.01",
  gate: "M4 20V7M20 20V7M4 9h16M4 13h16M4 17h16M4 9l16 8",
  ford: "M3 8c2-1.5 4-1.5 6 0s4 1.5 6 0 4-1.5 6 0M3 16c2-1.5 4-1.5 6 0s4 1.5 6 0 4-1.5 6 0M12 3v3M12 11v2.500M12 19v3",
  orchard:
    "M7.5 8a2.5 2.5 0 1 0 0-.01zM7.5 9.500V12M16.5 8a2.5 2.5 0 1 0 0-.01M16.5 9.500V12M7.5 17a2.5 2.5 0 1 0 0-.01M7.5 19v2.500M16.5 17a2.5 2.5 0 1 0 0-.01M16.5 19v2.5",
  cliff: "M3 8h18M5 8l1 6M9 8l.7 9M13 8l-.3 7M17 8l-1 8M20 8l-1.2 5",
  compass: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 5.500l2.5 6.5-2.5 6.5-2.5-6.500zM9.5 12h5",
};

/** One sign as a stand-alone SVG document in the colour of its surroundings. */
export function markSvg(name: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="${mapMarks[name]}"/></svg>\n`;
}
