package org.medchain.node.center;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * Where a process can be reached, for the subject alternative names of its certificate.
 *
 * @param all host names and IP addresses, each once, 0 to {@link #MAX_COUNT}
 */
record Addresses(List<String> all) implements Encodable {
  static final int MAX_COUNT = 16;
  private static final int MAX_SIZE = 253;
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  /** Checks each of them. */
  Addresses {
    all = List.copyOf(all);
    if (all.size() > MAX_COUNT || new LinkedHashSet<>(all).size() != all.size()) {
      throw new IllegalArgumentException(
          "a certificate has 0 to " + MAX_COUNT + " different addresses");
    }
    for (String address : all) {
      if (address.length() > MAX_SIZE || !(isIp(address) || HOST.matcher(address).matches())) {
        throw new IllegalArgumentException("neither a host name nor an IP address: " + address);
      }
    }
  }

  static Addresses decode(Decoder in) {
    return new Addresses(in.list(1, Decoder::text));
  }

  static boolean isIp(String address) {
    return IPAddress.isValid(address);
  }

  @Override
  public void encode(Encoder out) {
    out.count(all.size());
    all.forEach(out::text);
  }
}
