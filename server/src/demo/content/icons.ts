/** Kontur: line icons on a 24-unit grid, one path each, drawn for round caps and joins. Names are file names. */
export const konturIcons: Record<string, string> = {
  "align-center": "M4 6h16M7 12h10M5 18h14",
  "align-left": "M4 6h16M4 12h10M4 18h13",
  "arrow-down": "M12 4v16M6 14l6 6 6-6",
  "arrow-left": "M20 12H4M10 6l-6 6 6 6",
  "arrow-right": "M4 12h16M14 6l6 6-6 6",
  "arrow-up": "M12 20V4M6 10l6-6 6 6",
  archive: "M3 4h18v5H3zM5 9v11h14V9M10 13h4",
  bag: "M5 8h14l1 12H4zM9 11V7a3 3 0 0 1 6 0v4",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
  book: "M12 6C10 4.5 7 4 3 4v14c4 0 7 .5 9 2 2-1.5 5-2 9-2V4c-4 0-7 .5-9 2zM12 6v14",
  bookmark: "M6 3h12v18l-6-5-6 5z",
  calendar: "M4 6h16v14H4zM4 11h16M8 3v5M16 3v5",
  camera: "M3 8h4l2-3h6l2 3h4v11H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
  chart: "M4 4v16h16M8 16v-4M12 16V8M16 16v-6",
  check: "M4 13l5 5L20 6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l4 2",
  cloud: "M7 18a4 4 0 0 1-.5-8A6 6 0 0 1 18 9.5 4.3 4.3 0 0 1 17.5 18z",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5M14 4l-4 16",
  columns: "M4 4h16v16H4zM9.33 4v16M14.67 4v16",
  compass: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM15.5 8.5l-2 5-5 2 2-5z",
  contrast: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M12 9h7M12 15h7",
  copy: "M8 8h12v12H8zM16 8V4H4v12h4",
  crop: "M7 2v15h15M2 7h15v15",
  download: "M12 3v12M7 10l5 5 5-5M4 16v4h16v-4",
  droplet: "M12 3c4 4.5 6 7.5 6 11a6 6 0 0 1-12 0c0-3.5 2-6.5 6-11z",
  eye: "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  folder: "M3 5h7l2 3h9v11H3z",
  frame: "M7 3v18M17 3v18M3 7h18M3 17h18",
  gift: "M3 8h18v4H3zM5 12v8h14v-8M12 8v12M12 8C8 8 7 4 9 4s3 2 3 4c0-2 1-4 3-4s1 4-3 4",
  globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18z",
  grid: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  heart: "M12 20C7 16 3 12.5 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5C21 12.5 17 16 12 20z",
  home: "M4 11l8-7 8 7v9H4zM10 20v-6h4v6",
  image: "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 6M16 10a1 1 0 1 0 0-2 1 1 0 0 0 0 2z",
  inbox: "M4 4h16v16H4zM4 13h5l1 3h4l1-3h5",
  key: "M8 20a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 13l9-9M16 8l3 3M18 6l2 2",
  layers: "M12 3l9 5-9 5-9-5zM3 12l9 5 9-5M3 16l9 5 9-5",
  leaf: "M5 19C3 10 9 4 20 4c0 11-6 17-15 15zM5 19L14 10",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  lock: "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2",
  mail: "M3 5h18v14H3zM3 6l9 7 9-7",
  map: "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
  microphone: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 11v1a6 6 0 0 0 12 0v-1M12 18v3",
  minus: "M5 12h14",
  moon: "M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z",
  music: "M9 18V5l11-2v13M6 21a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM17 19a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  package: "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
  pause: "M8 5v14M16 5v14",
  pen: "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
  pin: "M12 21c4-5 7-8 7-11.5a7 7 0 0 0-14 0C5 13 8 16 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  play: "M7 4v16l13-8z",
  plus: "M12 5v14M5 12h14",
  printer: "M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z",
  ruler: "M3 16L16 3l5 5L8 21zM7 12l2 2M10 9l3 3M13 6l2 2",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
  share: "M12 15V3M7 8l5-5 5 5M5 12v9h14v-9",
  sliders:
    "M4 7h8M16 7h4M4 17h4M12 17h8M14 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM10 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  star: "M12 3l2.7 6 6.3.6-4.8 4.3L17.7 20 12 16.6 6.3 20l1.5-6.1L3 9.6 9.3 9z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19",
  tag: "M3 4v8l9 9 8-8-9-9zM8 9.5a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6z",
  text: "M5 7V4h14v3M12 4v16M9 20h6",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
  video: "M3 6h12v12H3zM15 11l6-4v10l-6-4z",
};

/** One icon as a stand-alone SVG document that takes the colour of its surroundings. */
export function iconSvg(name: string, thickness: number): string {
  const path = konturIcons[name];
  if (!path) throw new Error(`no icon called ${name}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" ` +
    `stroke="currentColor" stroke-width="${thickness}" stroke-linecap="round" stroke-linejoin="round">` +
    `<path d="${path}"/></svg>\n`
  );
}
