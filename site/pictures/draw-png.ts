/** Turns SVG into PNG. The only file that imports the renderer, and the fonts, which are open and come with the program. */
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Resvg } from '@resvg/resvg-js';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf');

/**
 * Pixels across. Previews ask for twice as wide as high and at least 600 (https://ogp.me leaves it open; Facebook's and X's
 * guides name 600 and 300 as the least for a large one). At 1,200 a card takes twice the time and half as many bytes again, and
 * is shown at some 500 all the same.
 */
const WIDTH = 800;

/** Drawings between two collections; each holds over a megabyte that JavaScript's collector knows nothing of. */
const BEFORE_COLLECTION = 32;

/** The collector, which has to be asked: seen from its side a drawing is a few bytes, and thousands of them pile up. */
const collect = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();
let drawn = 0;

/**
 * The same drawing gives the same bytes on every machine: no font of the machine is looked at. Whoever draws many lets the
 * event loop turn in between: memory is given back only then.
 */
export function drawPng(svg: string): Uint8Array {
  drawn += 1;
  if (drawn % BEFORE_COLLECTION === 0) collect();
  const drawing = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [FONT], defaultFontFamily: 'DejaVu Sans Mono' },
    fitTo: { mode: 'width', value: WIDTH },
    logLevel: 'off',
  });
  return drawing.render().asPng();
}
