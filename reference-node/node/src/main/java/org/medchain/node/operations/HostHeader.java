package org.medchain.node.operations;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which names a request may call an HTTP interface by (OPS-18). A browser that a hostile page sends
 * to a name, which then resolves to this machine (DNS rebinding), shows that name in {@code Host}.
 *
 * @param configured name or address that the configuration gives the interface
 */
public record HostHeader(String configured) {
  /** An IPv6 address in brackets, or anything without a colon; then a port or none. */
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+)(:\\d{1,5})?");

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /** An interface that only this machine reaches. */
  public static HostHeader ofLoopback() {
    return new HostHeader("127.0.0.1");
  }

  /**
   * Whether a request with this header is for here: it names a loopback address, {@code localhost},
   * or what is configured. An interface at all addresses of the machine takes any address, because
   * no page's name can be one.
   */
  public boolean isAllowed(String header) {
    var form = FORM.matcher(header);
    if (!form.matches()) {
      return false;
    }
    String name = form.group(1).toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.equals(configured.toLowerCase(Locale.ROOT))) {
      return true;
    }
    Optional<InetAddress> address = literal(name);
    Optional<InetAddress> own = literal(configured);
    return address.isPresent()
        && (address.get().isLoopbackAddress()
            || address.equals(own)
            || own.filter(InetAddress::isAnyLocalAddress).isPresent());
  }

  /** An address that is written as one: no name is looked up. */
  private static Optional<InetAddress> literal(String text) {
    if (!text.contains(":") && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
