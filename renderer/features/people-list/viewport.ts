/** The height of every row of the list; PeopleRow's style depends on it. */
export const rowHeightPx = 48;

/** Rows drawn beyond each edge, so that a flick of the wheel finds them there. */
const overscanRows = 8;

/**
 * The tallest element made. Browsers cut elements off at about 33 million physical pixels; this
 * stays below it up to a zoom of 300 %.
 */
const maximumTrackPx = 10_000_000;

/** What is measured of the scrolling box. */
export interface Scrolling {
  readonly scrollTopPx: number;
  readonly viewportPx: number;
  readonly rowCount: number;
}

/** What to draw, and where. */
export interface Viewport {
  /** Height of the element that gives the scroll bar its length. */
  readonly trackPx: number;
  /** Rows to draw, from `first` up to but not including `end`. */
  readonly first: number;
  readonly end: number;
  /** Where the first drawn row begins, from the top of the track. */
  readonly offsetPx: number;
}

/** How many pixels of rows one pixel of the scroll bar stands for: 1, but for enormous lists. */
function pixelsPerScrolledPixel({ viewportPx, rowCount }: Scrolling): number {
  const rowsPx = rowCount * rowHeightPx;
  if (rowsPx <= maximumTrackPx) return 1;
  return (rowsPx - viewportPx) / (maximumTrackPx - viewportPx);
}

/** Computes the rows to draw for a scroll position. */
export function viewportOf(scrolling: Scrolling): Viewport {
  const { scrollTopPx, viewportPx, rowCount } = scrolling;
  const topPx = scrollTopPx * pixelsPerScrolledPixel(scrolling);
  const firstVisible = Math.min(Math.floor(topPx / rowHeightPx), Math.max(0, rowCount - 1));
  const first = Math.max(0, firstVisible - overscanRows);
  const end = Math.min(
    rowCount,
    firstVisible + Math.ceil(viewportPx / rowHeightPx) + 1 + overscanRows,
  );
  return {
    trackPx: Math.min(rowCount * rowHeightPx, maximumTrackPx),
    first,
    end,
    offsetPx: scrollTopPx - (topPx - first * rowHeightPx),
  };
}

/** The scroll position that shows a row wholly; the present one where it is in sight already. */
export function scrollTopToShow(index: number, scrolling: Scrolling): number {
  const ratio = pixelsPerScrolledPixel(scrolling);
  const topPx = scrolling.scrollTopPx * ratio;
  const rowTopPx = index * rowHeightPx;
  if (rowTopPx < topPx) return rowTopPx / ratio;
  const neededPx = rowTopPx + rowHeightPx - scrolling.viewportPx;
  return neededPx > topPx ? neededPx / ratio : scrolling.scrollTopPx;
}

function targetOf(key: string, from: number, page: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + page;
    case 'PageUp':
      return from - page;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Where a key leads from a row; null for keys that lead nowhere. */
export function rowAfterKey(
  key: string,
  from: number,
  { viewportPx, rowCount }: Pick<Scrolling, 'viewportPx' | 'rowCount'>,
): number | null {
  const last = rowCount - 1;
  if (last < 0) return null;
  // One row stays in sight, for the eye to hold on to.
  const page = Math.max(1, Math.floor(viewportPx / rowHeightPx) - 1);
  const target = targetOf(key, from, page, last);
  return target === null ? null : Math.min(last, Math.max(0, target));
}
