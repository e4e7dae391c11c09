package org.medchain.node.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The resolver of the tests' JVM: names that a test gives, which may move; all others as ever. */
public final class MovingNames extends InetAddressResolverProvider {
  /** The addresses of each name now; may take as long as it likes. */
  static final Map<String, Supplier<List<InetAddress>>> NAMES = new ConcurrentHashMap<>();

  @Override
  public InetAddressResolver get(Configuration configuration) {
    Security.setProperty("networkaddress.cache.ttl", "0");
    InetAddressResolver usual = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        if (!NAMES.containsKey(host)) {
          return usual.lookupByName(host, policy);
        }
        List<InetAddress> named = new ArrayList<>();
        for (InetAddress each : NAMES.get(host).get()) {
          named.add(InetAddress.getByAddress(host, each.getAddress())); // as the usual one does
        }
        return named.stream();
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return usual.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "names of tests";
  }
}
