import type { Crop } from '../../../preload/rules/crop.ts';
import type { OpenPicture } from '../../photos/photo-task.ts';

/**
 * Draws a picture so that the square that is cut out fills a frame in the middle of the canvas; what
 * lies around the square is drawn around the frame.
 */
export function paintCrop(
  canvas: HTMLCanvasElement,
  { bitmap, width, height }: OpenPicture,
  crop: Crop,
  framePx: number,
): void {
  const brush = canvas.getContext('2d');
  if (brush === null) return;
  const scale = (framePx * crop.zoom) / Math.min(width, height);
  brush.resetTransform();
  brush.clearRect(0, 0, canvas.width, canvas.height);
  brush.imageSmoothingQuality = 'high';
  brush.translate(canvas.width / 2, canvas.height / 2);
  brush.rotate((crop.turns * Math.PI) / 2);
  const [left, top] = [-crop.x * width * scale, -crop.y * height * scale];
  brush.drawImage(bitmap, left, top, width * scale, height * scale);
}
