/** Turns SVG into PNG. The only file that imports the renderer, and the fonts, which are open and come with the program. */
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf');

/** The same drawing gives the same bytes on every machine: no font of the machine is looked at. */
export function drawPng(svg: string): Uint8Array {
  const drawing = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [FONT], defaultFontFamily: 'DejaVu Sans Mono' },
    logLevel: 'off',
  });
  return drawing.render().asPng();
}
