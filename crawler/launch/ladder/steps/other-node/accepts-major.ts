/** A range longer than this is nobody's honest field. */
const RANGE_LENGTH = 200;

/**
 * Whether a range of the `engines` field takes some version of a major line. Only majors are compared, which is enough to
 * choose a line: `>=18.2 <21 || ^22`. What cannot be read accepts everything.
 */
export function acceptsMajor(range: string, major: number): boolean {
  if (range.length > RANGE_LENGTH) return true;
  return range.split('||').some((part) => part.trim() === '' || meets(part, major));
}

function meets(part: string, major: number): boolean {
  const hyphen = /^\s*v?(\d{1,3})[\d.]*\s+-\s+v?(\d{1,3})[\d.]*\s*$/.exec(part);
  if (hyphen !== null) return major >= Number(hyphen[1]) && major <= Number(hyphen[2]);
  for (const [, operator, number, rest] of part.matchAll(/([<>=^~]{0,2})\s*v?(\d{1,3}|[x*])((?:\.[\dx*]{1,5})*)/g)) {
    const wanted = Number(number);
    if (Number.isNaN(wanted)) continue;
    // `<20.1` takes some versions of 20, `<20` and `<20.0.0` none.
    const whole = /^(\.[0x*])*$/.test(rest!);
    if (operator === '>=' && major < wanted) return false;
    if (operator === '>' && major <= wanted && (whole || major < wanted)) return false;
    if (operator === '<' && (whole ? major >= wanted : major > wanted)) return false;
    if (operator === '<=' && major > wanted) return false;
    if (!/^[<>]/.test(operator!) && major !== wanted) return false;
  }
  return true;
}
