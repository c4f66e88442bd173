/** Counts turns of the event loop, until the function that it gives is called; that says how many there were. */
export function countTurns(): () => number {
  let turns = 0;
  let over = false;
  const count = () => {
    turns += 1;
    if (!over) setImmediate(count);
  };
  count();
  return () => {
    over = true;
    return turns;
  };
}
