package org.medchain.node.transport.unauthenticated;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Whose connections share places: an IPv4 address, or the 64 bits of an IPv6 address that name a
 * network, since a single machine may take any of the 2⁶⁴ addresses behind them.
 */
public record AddressPrefix(ByteBuffer bytes) {
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final int IPV4_BYTES = 4;

  /** The prefix of an address. */
  public static AddressPrefix of(InetAddress address) {
    byte[] all = address.getAddress();
    boolean isShort = all.length == IPV4_BYTES;
    return new AddressPrefix(
        ByteBuffer.wrap(isShort ? all : Arrays.copyOf(all, IPV6_NETWORK_BYTES)));
  }
}
