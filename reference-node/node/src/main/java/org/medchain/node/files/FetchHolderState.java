package org.medchain.node.files;

import java.util.BitSet;

/** A {@link FileFetch}'s state of one holder. */
final class FetchHolderState {
  private final BitSet pieces;
  private int window;
  private int inFlight;
  private int timeouts;

  FetchHolderState(BitSet has, int window) {
    this.pieces = (BitSet) has.clone();
    this.window = window;
  }

  BitSet pieces() {
    return pieces;
  }

  boolean hasRoom() {
    return inFlight < window;
  }

  void requestSent() {
    inFlight++;
  }

  void requestEnded() {
    inFlight--;
  }

  /** A fast holder replies more often, and so gets more requests. */
  void widenWindow(int mostWindow) {
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
