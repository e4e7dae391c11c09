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

  /** Distance of admin ports above peer ports, where ports are given. */
  static final int ADMIN_PORT_OFFSET = 100;

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

  /**
   * All on this machine.
   *
   * @param basePort of the first node; the others follow, the center last; 0 for free ones
   * @throws IOException if one of the ports is taken; the message names it
   */
  public static ProcessAddresses local(int nodes, int basePort) throws IOException {
    List<ProcessAddress> places = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i <= nodes; i++) {
        int port = reservePort(basePort == 0 ? 0 : basePort + i, held);
        int operator = basePort == 0 ? 0 : reservePort(basePort + ADMIN_PORT_OFFSET + i, held);
        places.add(new ProcessAddress(LOOPBACK, port, operator));
      }
    } finally {
      for (ServerSocket each : held) {
        each.close();
      }
    }
    return new ProcessAddresses(places.subList(0, nodes), places.get(nodes));
  }

  private static int reservePort(int port, List<ServerSocket> held) throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    try {
      ServerSocket socket = port == 0 ? FreePorts.reserve(host) : new ServerSocket(port, 1, host);
      held.add(socket);
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IOException("port " + port + " of " + LOOPBACK + " cannot be used", e);
    }
  }
}
