/** What engines, worker and component say to each other. */

/** A word or name that occurs in the village's own content. */
export interface LocalWord {
  /** At most `limits` of the caller; characters that cannot be typed in pinyin end the word's use there. */
  readonly text: string;
  /** How much it matters here, 1 and up; how often it occurs will do. */
  readonly weight: number;
  /** A person's name: its beginning is read as a surname (单 `shan`, 尉迟 `yuchi`). */
  readonly name?: boolean;
}

/** What the person may choose. */
export interface Candidate {
  readonly text: string;
  /** How many of the letters it takes; 0 for what was not typed in letters. */
  readonly letters: number;
  /** Of this village's own content. */
  readonly local: boolean;
}
