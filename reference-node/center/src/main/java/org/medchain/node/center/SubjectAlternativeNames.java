package org.medchain.node.center;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;
import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * Where a process can be reached, for the subject alternative names of its certificate.
 *
 * @param names host names and IP addresses, each once, 0 to {@link #MAX_COUNT}
 */
record SubjectAlternativeNames(List<String> names) implements Encodable {
  static final int MAX_COUNT = 16;
  private static final int MAX_SIZE = 253;
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  SubjectAlternativeNames {
    names = List.copyOf(names);
    Argument.refuseIf(
        names.size() > MAX_COUNT || new LinkedHashSet<>(names).size() != names.size(),
        "a certificate has 0 to %s different addresses",
        MAX_COUNT);
    for (String address : names) {
      Argument.refuseIf(
          address.length() > MAX_SIZE || !(isIpAddress(address) || HOST.matcher(address).matches()),
          "neither a host name nor an IP address: %s",
          address);
    }
  }

  static boolean isIpAddress(String address) {
    return IPAddress.isValid(address);
  }
}
