type Viewer = { open: number; waiting: (() => void)[] };

/** Lets the next one in; call once the stream has ended. */
export type Place = { leave(): void; waited: boolean };

/** Long enough for one of many pictures of a page to be sent, short enough to say no to a download that will not begin. */
const WAIT_MS = 5000;
const WAITING_AT_MOST = 64;

/**
 * Places for streams, so many for each viewer: each holds buffers and a descriptor for as long as its client likes. Who comes when
 * all are taken waits for a moment, since a page asks for all its pictures at once, and is then told no (null).
 */
export function openPlaces(perViewer: number): (userId: string) => Promise<Place | null> {
  const viewers = new Map<string, Viewer>();

  function leave(userId: string, viewer: Viewer): void {
    const next = viewer.waiting.shift();
    if (next) next();
    else viewer.open -= 1;
    if (viewer.open === 0) viewers.delete(userId);
  }

  return async (userId) => {
    const viewer = viewers.get(userId) ?? { open: 0, waiting: [] };
    viewers.set(userId, viewer);
    const place = { leave: () => leave(userId, viewer) };
    if (viewer.open < perViewer) {
      viewer.open += 1;
      return { ...place, waited: false };
    }
    return (await turn(viewer)) ? { ...place, waited: true } : null;
  };
}

function turn({ waiting }: Viewer): Promise<boolean> {
  if (waiting.length >= WAITING_AT_MOST) return Promise.resolve(false);
  return new Promise((resolve) => {
    const enter = () => {
      clearTimeout(timer);
      resolve(true);
    };
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(enter), 1);
      resolve(false);
    }, WAIT_MS);
    waiting.push(enter);
  });
}
