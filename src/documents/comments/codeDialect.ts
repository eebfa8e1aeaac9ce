import type { ActiveSign } from './activeSequences';
import type { Substitute } from './commentSubstitutes';
import type { StringPatterns } from './stringPatterns';

/** What has to be known of a language of code, beside how it writes comments, so that a comment in it changes nothing. */
export interface CodeDialect {
  /** How its strings of several lines are found; without it none are seen. */
  readonly strings?: StringPatterns;
  /** Whether tags of JSX may stand in it, between which comments are written otherwise. */
  readonly hasJsx?: boolean;
  /** What its comments stand among: XML reads scripts as text, PHP and Razor are mixed with HTML. */
  readonly markup?: 'xml' | 'php' | 'razor';
  /** Whether comments above an import are compiled, as in Go. */
  readonly compilesComments?: boolean;
  /** Whether its comments are remarks of a batch file, in which variables are filled in. */
  readonly isBatch?: boolean;
  /** What must not stand in its comments, beside what must not in any. */
  readonly sequences?: readonly string[];
  readonly signs?: readonly ActiveSign[];
  /** Whether a name behind a dollar sign is nothing more in any of its strings. */
  readonly hasInertNames?: boolean;
  /** Characters that do harm in its comments and strings by themselves, and what is written instead. */
  readonly substitutes?: readonly Substitute[];
  /**
   * What becomes of quotation marks: `kept` where no string between them goes over the end of a line; `double` where only
   * those do; `letters` where typographic ones count, too. Typographic ones are written when left out.
   */
  readonly quotes?: 'kept' | 'double' | 'letters';
}
