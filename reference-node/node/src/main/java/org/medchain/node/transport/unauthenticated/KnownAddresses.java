package org.medchain.node.transport.unauthenticated;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Map;
import org.medchain.node.turns.RecentEntries;

/**
 * Addresses of certified peers (CONN-17): those that a link was opened with, in either direction,
 * and those that this process dials. The ones seen longest ago are forgotten.
 */
public final class KnownAddresses {
  private final Map<AddressPrefix, Boolean> seen;

  /** At most that number are remembered. */
  public KnownAddresses(int max) {
    seen = new RecentEntries<>(max, true);
  }

  /** Remembers one. */
  public synchronized void add(AddressPrefix address) {
    seen.put(address, true);
  }

  /** The address of a channel's peer, if it is still connected. */
  public void add(Channel channel) {
    if (channel.remoteAddress() instanceof InetSocketAddress from && !from.isUnresolved()) {
      add(AddressPrefix.of(from.getAddress()));
    }
  }

  /** Whether a certified peer was there. */
  public synchronized boolean contains(AddressPrefix address) {
    return seen.containsKey(address);
  }
}
