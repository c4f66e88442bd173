/**
 * Characters that move, hide or reorder what stands around them, or are drawn as nothing; written down from Unicode's own list
 * (DerivedCoreProperties.txt, Default_Ignorable_Code_Point) and not taken from the program that is tested by it. Tabs and ends of
 * lines are layout.
 */
export const HIDDEN =
  /(?![\t\r\n])(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u2065\u2800\u3164\uFFA0\uFFF0-\uFFFB\u{1D159}\u{E0000}-\u{E0FFF}]|\u034F|[\u17B4-\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0F])/u;
