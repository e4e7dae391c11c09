package org.medchain.claims.watch;

import java.util.List;
import org.medchain.claims.watch.StoreSurvivalObserver.Acknowledgement;

/**
 * What is left of a ledger when stores are lost, for every choice of the lost ones and at every
 * acknowledgement.
 *
 * @param acknowledgements of a trial
 * @param sound up to which height each node's store can be rebuilt into a ledger, by node
 */
record LostStores(List<Acknowledgement> acknowledgements, List<Integer> sound) {
  /** What the remaining stores give. */
  @FunctionalInterface
  private interface Survival {
    boolean holds(Acknowledgement at, int remaining);
  }

  /**
   * The largest number of stores that can be lost, whichever they are and whenever, so that the
   * longest of the remaining ones gives a sound ledger.
   */
  int mostForLedger() {
    return most((at, remaining) -> rebuilt(at, remaining) == longest(at, remaining));
  }

  /** The same so that this ledger also has the acknowledged request. */
  int mostForAcknowledged() {
    return most((at, remaining) -> rebuilt(at, remaining) >= at.height());
  }

  /** The most acknowledged heights that are missing after the loss of a number of stores. */
  long mostMissing(int lost) {
    long most = 0;
    for (Acknowledgement at : acknowledgements) {
      for (int remaining = 1; remaining <= all(); remaining++) {
        if (Integer.bitCount(remaining) == sound.size() - lost) {
          most = Math.max(most, at.height() - rebuilt(at, remaining));
        }
      }
    }
    return most;
  }

  private int most(Survival survival) {
    int lost = 0;
    while (lost + 1 < sound.size() && survives(lost + 1, survival)) {
      lost++;
    }
    return lost;
  }

  /** Sets of nodes are bits of a number; with no store left there is no ledger. */
  private boolean survives(int lost, Survival survival) {
    for (int remaining = 1; remaining <= all(); remaining++) {
      if (Integer.bitCount(remaining) == sound.size() - lost) {
        int left = remaining;
        if (!acknowledgements.stream().allMatch(at -> survival.holds(at, left))) {
          return false;
        }
      }
    }
    return true;
  }

  private int all() {
    return (1 << sound.size()) - 1;
  }

  private static boolean has(int nodes, int node) {
    return ((nodes >> node) & 1) == 1;
  }

  private int longest(Acknowledgement at, int remaining) {
    int longest = 0;
    for (int node = 0; node < sound.size(); node++) {
      longest = Math.max(longest, has(remaining, node) ? at.stored().get(node) : 0);
    }
    return longest;
  }

  private int rebuilt(Acknowledgement at, int remaining) {
    int height = 0;
    for (int node = 0; node < sound.size(); node++) {
      int own = Math.min(at.stored().get(node), sound.get(node));
      height = Math.max(height, has(remaining, node) ? own : 0);
    }
    return height;
  }
}
