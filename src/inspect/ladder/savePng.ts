/** Twice as fine as the screen, for print. */
const SCALE = 2;
/** Browsers draw no larger canvas than this in one direction. */
const MOST = 16_000;

/** Saves a drawing as a PNG. A browser that can't draw it saves nothing. */
export async function savePng(
  name: string,
  svg: string,
  size: Readonly<{ width: number; height: number }>,
): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(SCALE, MOST / Math.max(size.width, size.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(size.width * scale);
  canvas.height = Math.round(size.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = name;
  link.click();
}
