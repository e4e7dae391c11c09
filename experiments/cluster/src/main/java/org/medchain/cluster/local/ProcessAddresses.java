package org.medchain.cluster.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the processes of a cluster are.
 *
 * @param nodes in their order, followers last
 * @param center the regulatory center
 */
public record ProcessAddresses(List<ProcessAddress> nodes, ProcessAddress center) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Where one process is.
   *
   * @param host name or address by which the others reach it
   * @param port for peers
   * @param adminPort of its admin endpoint, on the loopback address; 0 for any that is free
   */
  public record ProcessAddress(String host, int port, int adminPort) {
    InetSocketAddress address() {
      return InetSocketAddress.createUnresolved(host, port);
    }
  }

  public ProcessAddresses {
    nodes = List.copyOf(nodes);
  }

  /** All on this machine, at free ports. */
  public static ProcessAddresses local(int nodes) throws IOException {
    List<ProcessAddress> places = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i <= nodes; i++) {
        held.add(FreePorts.reserve(InetAddress.getLoopbackAddress()));
        places.add(new ProcessAddress(LOOPBACK, held.getLast().getLocalPort(), 0));
      }
    } finally {
      for (ServerSocket each : held) {
        each.close();
      }
    }
    return new ProcessAddresses(places.subList(0, nodes), places.get(nodes));
  }
}
