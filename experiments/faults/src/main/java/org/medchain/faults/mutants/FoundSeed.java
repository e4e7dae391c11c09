package org.medchain.faults.mutants;

/**
 * A seed that shows a defect, as the JVM that searches prints it in a line.
 *
 * @param oracle which found it, in one word
 * @param seed of the schedule or test
 * @param cpuNs CPU time since the seed found before, or since the beginning
 * @param text what the oracle found
 */
record FoundSeed(String oracle, long seed, long cpuNs, String text) {
  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it says something else
   */
  static FoundSeed parse(String line) {
    String[] words = line.split(" ", 4);
    if (words.length < 4) {
      throw new IllegalArgumentException("printed: " + line);
    }
    return new FoundSeed(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
  }

  String line() {
    return oracle.replace(' ', '-') + " " + seed + " " + cpuNs + " " + text.replace('\n', ' ');
  }
}
