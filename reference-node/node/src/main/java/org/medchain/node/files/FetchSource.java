package org.medchain.node.files;

import java.util.BitSet;

/** What a {@link FileFetch} knows of one holder. */
final class FetchSource {
  private final BitSet has;
  private int window;
  private int flying;
  private int timeouts;

  FetchSource(BitSet has, int window) {
    this.has = (BitSet) has.clone();
    this.window = window;
  }

  BitSet has() {
    return has;
  }

  boolean hasRoom() {
    return flying < window;
  }

  void asked() {
    flying++;
  }

  void landed() {
    flying--;
  }

  /** A fast holder answers more often, and so is asked for more. */
  void answered(int mostWindow) {
    timeouts = 0;
    window = Math.min(mostWindow, window + 1);
  }

  /** How many questions in a row it has left open. */
  int timedOut() {
    window = Math.max(1, window / 2);
    timeouts++;
    return timeouts;
  }

  int timeouts() {
    return timeouts;
  }
}
