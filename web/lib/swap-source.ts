/**
 * Gives a player the same bytes by another address: it stands where it was, and plays if it did. The picture stays while the new
 * address is asked, as a copy over the player. Resolves when the new one is there, or has failed and said so itself.
 */
export async function swapSource(player: HTMLMediaElement, url: string): Promise<void> {
  const at = player.currentTime;
  const played = !player.paused && !player.ended;
  const cover = at > 0 && player instanceof HTMLVideoElement ? coverOf(player) : null;
  player.src = url;
  await once(player, "loadedmetadata");
  if (at > 0) {
    player.currentTime = at;
    await once(player, "seeked");
  }
  if (played) await player.play().catch(() => {});
  cover?.remove();
}

/** What the player shows at this moment, lying over it. */
function coverOf(video: HTMLVideoElement): HTMLCanvasElement | null {
  if (video.videoWidth === 0 || !video.parentElement) return null;
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  canvas.setAttribute("aria-hidden", "true");
  const { offsetTop, offsetLeft, offsetWidth, offsetHeight } = video;
  Object.assign(canvas.style, {
    position: "absolute",
    top: `${offsetTop}px`,
    left: `${offsetLeft}px`,
    width: `${offsetWidth}px`,
    height: `${offsetHeight}px`,
    objectFit: "contain",
    pointerEvents: "none",
  });
  video.after(canvas);
  return canvas;
}

function once(player: HTMLMediaElement, event: "loadedmetadata" | "seeked"): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      player.removeEventListener(event, done);
      player.removeEventListener("error", done);
      resolve();
    };
    player.addEventListener(event, done);
    player.addEventListener("error", done);
  });
}
