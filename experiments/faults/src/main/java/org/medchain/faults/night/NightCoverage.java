package org.medchain.faults.night;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.simulation.model.RandomStreams;

/**
 * Deals out the kinds of faults over a number of runs, so that each happens at least once if there
 * is time for it (FAULT-21): a stratified draw. Of what is drawn freely a kind may be missing from
 * any number of runs.
 */
final class NightCoverage {
  /** A run of a minute has ten faults at most that have to happen. */
  private static final double SECONDS_PER_KIND = 6;

  private NightCoverage() {}

  /**
   * The kinds that have to happen in a run.
   *
   * @param run of those on this host, from 0
   * @param runs how many there are on it
   * @param timeLimitS how long its load lasts
   */
  static List<NemesisKind> of(
      long seed, List<NemesisKind> kinds, int run, int runs, double timeLimitS) {
    List<NemesisKind> dealt = new ArrayList<>();
    if (kinds.isEmpty()) {
      return dealt;
    }
    List<NemesisKind> shuffled = shuffled(seed, kinds);
    int most = Math.max(1, (int) (timeLimitS / SECONDS_PER_KIND));
    int each = Math.min(most, Math.ceilDiv(kinds.size(), Math.max(1, runs)));
    for (int i = 0; i < each; i++) {
      dealt.add(shuffled.get((int) (((long) run * each + i) % shuffled.size())));
    }
    return dealt;
  }

  private static List<NemesisKind> shuffled(long seed, List<NemesisKind> kinds) {
    UniformRandomProvider random = new RandomStreams(seed).stream("harness-coverage", 0);
    List<NemesisKind> shuffled = new ArrayList<>(kinds);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      shuffled.set(i, shuffled.set(other, shuffled.get(i)));
    }
    return shuffled;
  }
}
