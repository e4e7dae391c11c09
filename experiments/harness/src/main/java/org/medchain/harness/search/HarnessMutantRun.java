package org.medchain.harness.search;

import org.medchain.chaos.mutants.MutantRun;

/** The seeds of {@link MutantRun}, each a test in the simulation. */
final class HarnessMutantRun {
  private HarnessMutantRun() {}

  /** The arguments of {@link MutantRun}. */
  public static void main(String[] arguments) throws Exception {
    MutantRun.search(arguments, SimulatedSearch::finding);
  }
}
