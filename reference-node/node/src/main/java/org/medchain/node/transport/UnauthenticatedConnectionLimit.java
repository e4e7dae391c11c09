package org.medchain.node.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Bounds the incoming connections whose peers are not authenticated yet (CONN-10). */
final class UnauthenticatedConnectionLimit {
  private final int max;
  private final int maxPerAddress;
  private final Map<InetAddress, Integer> count = new HashMap<>();
  private int all;

  UnauthenticatedConnectionLimit(int most, int maxPerAddress) {
    this.max = most;
    this.maxPerAddress = maxPerAddress;
  }

  /** Whether one more connection is accepted; if so, {@link #release} has to be called once. */
  synchronized boolean tryAcquire(InetAddress address) {
    int same = count.getOrDefault(address, 0);
    if (all >= max || same >= maxPerAddress) {
      return false;
    }
    all++;
    count.put(address, same + 1);
    return true;
  }

  /** One of them is known now, or gone. */
  synchronized void release(InetAddress address) {
    all--;
    count.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
  }

  synchronized int count() {
    return all;
  }
}
