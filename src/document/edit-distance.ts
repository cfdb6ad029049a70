/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
export function editDistance(from: string, to: string): number {
  const width = to.length + 1;
  let [beforeLast, last, current] = [new Uint16Array(width), Uint16Array.from({ length: width }, (_, column) => column), new Uint16Array(width)];
  for (let row = 1; row <= from.length; row++) {
    const letter = from.charCodeAt(row - 1);
    let cost = row;
    let diagonal = row - 1;
    current[0] = row;
    for (let column = 1; column < width; column++) {
      const above = last[column] ?? 0;
      const same = letter === to.charCodeAt(column - 1);
      const replaced = same ? diagonal : diagonal + 1;
      cost = Math.min(above + 1, cost + 1, replaced);
      if (row > 1 && column > 1 && letter === to.charCodeAt(column - 2) && from.charCodeAt(row - 2) === to.charCodeAt(column - 1)) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current[column] = cost;
      diagonal = above;
    }
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return last[to.length] ?? 0;
}
