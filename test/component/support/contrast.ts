type Rgb = readonly [red: number, green: number, blue: number];

/** How well the text of an element is told from what is behind it: 1 not at all, 21 black on white. */
export function contrastOf(element: Element): number {
  const text = paint([...groundsOf(element), getComputedStyle(element).color]);
  const [more = 0, less = 0] = [text, paint(groundsOf(element))]
    .map(luminanceOf)
    .sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}

/** What is painted behind the text, from the back to the front. */
function groundsOf(element: Element): string[] {
  const grounds: string[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    grounds.unshift(getComputedStyle(at).backgroundColor);
  }
  return grounds;
}

/** What is seen of colours that lie upon each other, which may be in any notation. */
function paint(colours: readonly string[]): Rgb {
  const brush = new OffscreenCanvas(1, 1).getContext('2d');
  for (const colour of colours) {
    if (brush === null) break;
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = brush?.getImageData(0, 0, 1, 1).data ?? [];
  return [red, green, blue];
}

/** As WCAG defines it. */
function luminanceOf(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
