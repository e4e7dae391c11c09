package org.medchain.game.population;

/**
 * The states of a population: all ways to write N as a sum of k counts, in the order of the first
 * count, then of the second, and so on. There are (N+k−1 choose k−1) of them.
 */
final class PopulationStates {
  private final int size;
  private final int strategies;
  // ways[parts][sum]: how many ways there are to write sum as parts counts.
  private final long[][] ways;

  PopulationStates(int size, int strategies) {
    this.size = size;
    this.strategies = strategies;
    this.ways = new long[strategies + 1][size + 1];
    ways[0][0] = 1;
    for (int parts = 1; parts <= strategies; parts++) {
      long sum = 0;
      for (int total = 0; total <= size; total++) {
        sum = Math.min(Integer.MAX_VALUE, sum + ways[parts - 1][total]);
        ways[parts][total] = sum;
      }
    }
  }

  /** How many states there are; the largest int where there are more than that. */
  int states() {
    return (int) ways[strategies][size];
  }

  /** The first state: all play the last strategy. */
  int[] first() {
    int[] counts = new int[strategies];
    counts[strategies - 1] = size;
    return counts;
  }

  /** Moves on to the next state. */
  void advance(int[] counts) {
    int last = strategies - 1;
    int place = last;
    // The last count gives one to its neighbour; where it has none, what the neighbour holds goes
    // back to the end and the next one to the left grows.
    while (place > 0 && counts[place] == 0) {
      place--;
    }
    int rest = counts[place];
    counts[place] = 0;
    if (place > 0) {
      counts[place - 1]++;
      counts[last] = rest - 1;
    } else {
      counts[last] = rest;
    }
  }

  /** The number of a state. */
  int index(int[] counts) {
    long index = 0;
    int left = size;
    for (int place = 0; place < strategies - 1; place++) {
      int parts = strategies - place - 1;
      // Those before it have a smaller count here: sums left, left − 1, … for the parts that
      // follow.
      index += ways[parts + 1][left];
      left -= counts[place];
      index -= ways[parts + 1][left];
    }
    return (int) index;
  }
}
