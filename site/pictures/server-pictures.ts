import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { sha256 } from '../../catalog/definition-hash.ts';
import type { ServerView } from '../../catalog/store/reader.ts';
import { sourceHash } from '../../output/source-hash.ts';
import { badgeUrl, cardUrl } from '../links.ts';
import { badge } from './badge.ts';
import { cardSvg } from './card-svg.ts';
import { drawPng } from './draw-png.ts';
import { serverCard } from './server-card.ts';

/** A picture as a file; without content it stands there already, made from the same. */
interface Picture {
  path: string;
  key: string;
  content?: string | Uint8Array;
}

const versionOf = (name: string) =>
  (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version;

/** What pictures are made with. */
const PROGRAM = [
  sourceHash(resolve(import.meta.dirname, '../..'), ['site/pictures']),
  versionOf('@resvg/resvg-js'),
  versionOf('dejavu-fonts-ttf'),
].join(' ');

/**
 * The pictures of a server: a badge, and a card for previews of links. A card takes as long as ten pages, so it is drawn
 * only when what it shows has changed.
 *
 * @param keys of the files that stand there, by path
 */
export function serverPictures(view: ServerView, keys: ReadonlyMap<string, string>): Picture[] {
  const card = serverCard(view);
  const key = sha256(`${PROGRAM}\n${JSON.stringify(card)}`);
  const picture = (url: string, draw: () => string | Uint8Array): Picture => {
    const path = url.slice(1);
    return { path, key, ...(keys.get(path) === key ? {} : { content: draw() }) };
  };
  const { slug } = view.server;
  return [picture(badgeUrl(slug), () => badge(card)), picture(cardUrl(slug), () => drawPng(cardSvg(card)))];
}
