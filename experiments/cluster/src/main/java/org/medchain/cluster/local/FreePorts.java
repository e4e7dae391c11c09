package org.medchain.cluster.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for processes that end and come back at the same place (CLUSTER-24): none of those from
 * which the system takes one for each outgoing connection, else a connection of any process may
 * have a node's port when the node starts again.
 */
public final class FreePorts {
  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  private static final int LOWEST = 10_000;

  /** The lowest that Linux gives to connections by default; other systems begin higher. */
  private static final int USUAL_END = 32_768;

  private static final int ENOUGH = 1_000;
  private static final int ATTEMPTS = 100;

  private FreePorts() {}

  /**
   * A port of a local address that nobody listens at, held until the socket is closed. Where the
   * system takes nearly every port for connections, any that is free.
   *
   * @throws IOException if this machine does not have the address, or no port is free
   */
  public static ServerSocket reserve(InetAddress host) throws IOException {
    int end = end();
    for (int i = 0; i < ATTEMPTS && end - LOWEST >= ENOUGH; i++) {
      ServerSocket socket = new ServerSocket();
      try {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
        socket.bind(new InetSocketAddress(host, port), 1);
        return socket;
      } catch (IOException taken) {
        socket.close();
      }
    }
    return new ServerSocket(0, 1, host);
  }

  /** The first port that is the connections'. */
  static int end() {
    // Such a file gives all at the first read and nothing at a second one.
    try (BufferedReader range = Files.newBufferedReader(RANGE)) {
      String lowest = String.valueOf(range.readLine()).strip().split("\\s+", 2)[0];
      return Math.min(Integer.parseInt(lowest), USUAL_END);
    } catch (IOException | NumberFormatException e) {
      return USUAL_END;
    }
  }
}
