package org.medchain.node.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Bounds the incoming connections of which nobody knows yet whose they are (CONN-10). */
final class Gate {
  private final int most;
  private final int mostOfOneAddress;
  private final Map<InetAddress, Integer> waiting = new HashMap<>();
  private int all;

  Gate(int most, int mostOfOneAddress) {
    this.most = most;
    this.mostOfOneAddress = mostOfOneAddress;
  }

  /** Whether one more may come in; if so, {@link #leave} has to be called once. */
  synchronized boolean enter(InetAddress address) {
    int same = waiting.getOrDefault(address, 0);
    if (all >= most || same >= mostOfOneAddress) {
      return false;
    }
    all++;
    waiting.put(address, same + 1);
    return true;
  }

  /** One of them is known now, or gone. */
  synchronized void leave(InetAddress address) {
    all--;
    waiting.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
  }

  synchronized int waiting() {
    return all;
  }
}
