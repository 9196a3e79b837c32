import { elapsed } from "../../lib/clock.ts";

type Viewer = { open: number; waiting: (() => void)[] };

/** Lets the next one in; call once the stream has ended. */
export type Place = { leave(): void; waited: boolean };

/** Long enough for one of many pictures of a page to be sent, short enough to say no to a download that will not begin. */
const WAIT_MS = 5000;
const WAITING_AT_MOST = 64;

/** Whose place it is: an account, or one address of a network. The network is null for accounts. */
export type Whose = { turn: string; network: string | null };

/** How many addresses of one network may have all their places at once. One alone shuts out none of the others. */
const VISITORS_OF_A_NETWORK = 32;

/**
 * Places for streams, so many for each viewer: each holds buffers and a descriptor for as long as its client likes. Who comes when
 * all are taken waits for a moment, since a page asks for all its pictures at once, and is then told no (null). Visitors have those
 * of their address, and all addresses of a network so many together.
 */
export function openPlaces(perViewer: number): (whose: Whose) => Promise<Place | null> {
  const own = openRooms(perViewer);
  const ofNetwork = openRooms(perViewer * VISITORS_OF_A_NETWORK);

  return async ({ turn, network }) => {
    const until = elapsed() + WAIT_MS;
    const place = await own(turn, until);
    if (!place || network === null) return place;
    const beside = await ofNetwork(network, until);
    if (!beside) {
      place.leave();
      return null;
    }
    const leave = () => {
      place.leave();
      beside.leave();
    };
    return { leave, waited: place.waited || beside.waited };
  };
}

function openRooms(perViewer: number): (whose: string, until: number) => Promise<Place | null> {
  const viewers = new Map<string, Viewer>();

  function leave(whose: string, viewer: Viewer): void {
    const next = viewer.waiting.shift();
    if (next) next();
    else viewer.open -= 1;
    if (viewer.open === 0) viewers.delete(whose);
  }

  return async (whose, until) => {
    const viewer = viewers.get(whose) ?? { open: 0, waiting: [] };
    viewers.set(whose, viewer);
    const place = { leave: () => leave(whose, viewer) };
    if (viewer.open < perViewer) {
      viewer.open += 1;
      return { ...place, waited: false };
    }
    return (await turn(viewer, until)) ? { ...place, waited: true } : null;
  };
}

function turn({ waiting }: Viewer, until: number): Promise<boolean> {
  if (waiting.length >= WAITING_AT_MOST) return Promise.resolve(false);
  return new Promise((resolve) => {
    const enter = () => {
      clearTimeout(timer);
      resolve(true);
    };
    const timer = setTimeout(
      () => {
        waiting.splice(waiting.indexOf(enter), 1);
        resolve(false);
      },
      Math.max(0, until - elapsed()),
    );
    waiting.push(enter);
  });
}
