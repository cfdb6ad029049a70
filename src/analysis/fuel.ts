/** Steps that one call in the code may take: beyond that its values are unknown. */
const MAX_STEPS = 10_000;
/** The same for all calls of one file together. */
const MAX_FILE_STEPS = 200_000;

/** When all calls together have taken so many, each further one gets only a little. */
const MAX_RUN_STEPS = 600_000;
const LITTLE = 200;

/** How far evaluation may go, so that values that branch without end cost one file and not the run. */
export class Fuel {
  private left = MAX_STEPS;
  private granted = MAX_STEPS;
  private spender = '';
  private spent = 0;
  private readonly ofFiles = new Map<string, number>();

  /** Begins to look at another call; false when the file has used up what it may take. */
  begin(file: string): boolean {
    const used = Math.max(0, this.granted - this.left);
    this.spent += used;
    this.ofFiles.set(this.spender, this.leftOf(this.spender) - used);
    this.spender = file;
    this.granted = Math.min(this.spent > MAX_RUN_STEPS ? LITTLE : MAX_STEPS, this.leftOf(file));
    this.left = this.granted;
    return this.granted > 0;
  }

  /** Takes one step; false when there is none left. */
  burn(): boolean {
    if (this.left <= 0) return false;
    this.left--;
    return true;
  }

  private leftOf(file: string): number {
    return this.ofFiles.get(file) ?? MAX_FILE_STEPS;
  }
}
