package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** CLUSTER-24: no connection has the port of a node that is to come back. */
class FreePortsTest {
  private final InetAddress here = InetAddress.getLoopbackAddress();

  @Test
  void connectionsGetOthers() throws Exception {
    int end = FreePorts.end();
    assumeTrue(end >= 11_000, "the system takes nearly every port for connections");
    try (ServerSocket server = new ServerSocket(0, 50, here);
        ServerSocket node = FreePorts.reserve(here)) {
      assertThat(node.getLocalPort()).isBetween(10_000, end - 1);
      for (int i = 0; i < 20; i++) {
        try (Socket client = new Socket(here, server.getLocalPort())) {
          assertThat(client.getLocalPort()).isGreaterThanOrEqualTo(end);
        }
      }
    }
  }

  @Test
  void anAddressElsewhereIsRefused() throws Exception {
    InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    assertThatThrownBy(() -> FreePorts.reserve(elsewhere)).isInstanceOf(IOException.class);
  }
}
