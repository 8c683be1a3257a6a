/** The height of every row of the list; PeopleRow's style depends on it. */
export const rowHeightPx = 48;

/** The height of a line of cards, with the gap below; PersonCard's style depends on it. */
export const cardLinePx = 196;

/** The least width of a card. */
const cardWidthPx = 168;

/** What is drawn beyond each edge, so that a flick of the wheel finds it there. */
const overscanPx = 240;

/**
 * The tallest element made. Browsers cut elements off at about 33 million physical pixels; this
 * stays below it up to a zoom of 300 %.
 */
const maximumTrackPx = 10_000_000;

/** What is measured of the scrolling box, and how people are laid out in it. */
export interface Scrolling {
  readonly scrollTopPx: number;
  readonly viewportPx: number;
  readonly rowCount: number;
  /** People side by side: 1 in the list. */
  readonly lanes: number;
  /** The height of a line of them. */
  readonly linePx: number;
}

/** What to draw, and where. */
export interface Viewport {
  /** Height of the element that gives the scroll bar its length. */
  readonly trackPx: number;
  /** People to draw, from `first` up to but not including `end`. */
  readonly first: number;
  readonly end: number;
  /** The first one that is in sight. */
  readonly firstVisible: number;
  /** Where the first drawn line begins, from the top of the track. */
  readonly offsetPx: number;
}

/** How many cards stand side by side. */
export function lanesIn(widthPx: number): number {
  return Math.max(1, Math.floor(widthPx / cardWidthPx));
}

function contentPx({ rowCount, lanes, linePx }: Scrolling): number {
  return Math.ceil(rowCount / lanes) * linePx;
}

/** How many pixels of rows one pixel of the scroll bar stands for: 1, but for enormous lists. */
function pixelsPerScrolledPixel(scrolling: Scrolling): number {
  const rowsPx = contentPx(scrolling);
  if (rowsPx <= maximumTrackPx) return 1;
  return (rowsPx - scrolling.viewportPx) / (maximumTrackPx - scrolling.viewportPx);
}

/** Computes what to draw for a scroll position. */
export function viewportOf(scrolling: Scrolling): Viewport {
  const { scrollTopPx, viewportPx, rowCount, lanes, linePx } = scrolling;
  const topPx = scrollTopPx * pixelsPerScrolledPixel(scrolling);
  const overscan = Math.ceil(overscanPx / linePx);
  const lastLine = Math.max(0, Math.ceil(rowCount / lanes) - 1);
  const visibleLine = Math.min(Math.floor(topPx / linePx), lastLine);
  const firstLine = Math.max(0, visibleLine - overscan);
  const endLine = visibleLine + Math.ceil(viewportPx / linePx) + 1 + overscan;
  return {
    trackPx: Math.min(contentPx(scrolling), maximumTrackPx),
    first: Math.min(rowCount, firstLine * lanes),
    end: Math.min(rowCount, endLine * lanes),
    firstVisible: visibleLine * lanes,
    offsetPx: scrollTopPx - (topPx - firstLine * linePx),
  };
}

/** The scroll position that shows a person wholly; the present one where that is so already. */
export function scrollTopToShow(index: number, scrolling: Scrolling): number {
  const ratio = pixelsPerScrolledPixel(scrolling);
  const topPx = scrolling.scrollTopPx * ratio;
  const lineTopPx = Math.floor(index / scrolling.lanes) * scrolling.linePx;
  if (lineTopPx < topPx) return lineTopPx / ratio;
  const neededPx = lineTopPx + scrolling.linePx - scrolling.viewportPx;
  return neededPx > topPx ? neededPx / ratio : scrolling.scrollTopPx;
}

/** The next scroll position that begins with a whole line and shows a person wholly. */
export function scrollTopOfLineToShow(index: number, scrolling: Scrolling): number {
  const { linePx } = scrolling;
  const ratio = pixelsPerScrolledPixel(scrolling);
  const topPx = scrollTopToShow(index, scrolling) * ratio;
  return (Math.ceil(topPx / linePx) * linePx) / ratio;
}

/** The scroll position after the list has grown or shrunk above by some places. */
export function scrollTopAfterShift(shift: number, scrolling: Scrolling): number {
  const lines = Math.round(shift / scrolling.lanes);
  return scrolling.scrollTopPx + (lines * scrolling.linePx) / pixelsPerScrolledPixel(scrolling);
}

/** What the keys need to know of the layout. */
export type Layout = Pick<Scrolling, 'viewportPx' | 'rowCount' | 'lanes' | 'linePx'>;

function stepOf(key: string, { viewportPx, lanes, linePx }: Layout): number | null {
  // One line stays in sight, for the eye to hold on to.
  const page = Math.max(1, Math.floor(viewportPx / linePx) - 1) * lanes;
  switch (key) {
    case 'ArrowDown':
      return lanes;
    case 'ArrowUp':
      return -lanes;
    case 'ArrowRight':
      return lanes > 1 ? 1 : null;
    case 'ArrowLeft':
      return lanes > 1 ? -1 : null;
    case 'PageDown':
      return page;
    case 'PageUp':
      return -page;
    default:
      return null;
  }
}

/** Where a key leads from a person, written left to right; null for keys that lead nowhere. */
export function rowAfterKey(key: string, from: number, layout: Layout): number | null {
  const last = layout.rowCount - 1;
  if (last < 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = stepOf(key, layout);
  if (step === null) return null;
  const target = from + step;
  if (target >= 0 && target <= last) return target;
  if (Math.abs(step) === 1) return from;
  // Up and down keep to their lane, but for the last line, which may be short.
  const { lanes } = layout;
  if (target < 0) return lanes === 1 ? 0 : from % lanes;
  const isLastLine = Math.floor(from / lanes) === Math.floor(last / lanes);
  return isLastLine && lanes > 1 ? from : last;
}
