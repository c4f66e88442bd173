/** Drawings made of a few kinds of marks, in units of the drawing; a component turns them into SVG. Nothing moves. */
export interface Plot {
  /** What is drawn, in a few words, and what it shows, in a sentence: read aloud instead of the marks. */
  title: string;
  desc: string;
  width: number;
  height: number;
  rects: { x: number; y: number; width: number; height: number; tone: Tone }[];
  texts: { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end'; strong?: boolean }[];
  /** Of the axis. */
  lines: { x1: number; y1: number; x2: number; y2: number }[];
  paths: { d: string; tone: Tone }[];
  /** Tones that the drawing tells apart, with what they mean; each has a pattern beside its colour. */
  legend: { tone: Tone; label: string }[];
}

export type Tone = 'low' | 'medium' | 'high' | 'critical' | 'unclassified' | 'plain';

/** Width of every drawing: its letters stay readable when it is shown 320 pixels wide. */
export const WIDTH = 400;

/** One decimal: more is no difference that can be seen, and makes the page longer. */
export const round = (value: number): number => Math.round(value * 10) / 10;
