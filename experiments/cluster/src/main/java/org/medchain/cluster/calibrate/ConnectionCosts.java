package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.experiments.config.UserInputException;

/**
 * What messages cost at both ends of a connection between two nodes over loopback: framing, TLS,
 * sockets.
 *
 * @param send giving one to the connection, in µs of processor time
 * @param receive taking one from it
 * @param receivePerKib what 1024 bytes more add to that
 * @param oneWayUs from the sender's call to the receiver's, in µs of real time, one way
 * @param oneWayP99Us its 99th percentile
 */
record ConnectionCosts(
    MedianEstimate send,
    MedianEstimate receive,
    MedianEstimate receivePerKib,
    MedianEstimate oneWayUs,
    double oneWayP99Us) {
  private static final int SMALL = 300;
  private static final int LARGE = 8_492;
  private static final double KIB_BETWEEN = 8;
  private static final int MESSAGES = 2_000;
  private static final int WARM = 5;

  static ConnectionCosts measure(Path folder, int rounds)
      throws UserInputException, IOException, InterruptedException {
    ClusterFolder cluster = ClusterFolder.create(folder.resolve("ends"), ClusterPlan.of(2));
    try (ConnectionEndpoint a = new ConnectionEndpoint(cluster, 0);
        ConnectionEndpoint b = new ConnectionEndpoint(cluster, 1)) {
      a.connect(b.key(), b.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
      while (!a.isConnected() || !b.isConnected()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      double[] send = new double[rounds];
      double[] receive = new double[rounds];
      double[] perKib = new double[rounds];
      for (int i = -WARM; i < rounds; i++) {
        ConnectionEndpoint.StreamCosts small = a.stream(b, SMALL, MESSAGES);
        ConnectionEndpoint.StreamCosts large = a.stream(b, LARGE, MESSAGES / 4);
        if (i >= 0) {
          send[i] = small.sendUs();
          receive[i] = small.receiveUs();
          perKib[i] = Math.max(0, (large.receiveUs() - small.receiveUs()) / KIB_BETWEEN);
        }
      }
      double[] ways = a.pingPong(b, SMALL, rounds * 100);
      return new ConnectionCosts(
          MedianEstimate.of(send),
          MedianEstimate.of(receive),
          MedianEstimate.of(perKib),
          MedianEstimate.of(ways),
          MedianEstimate.percentile(ways, 99));
    }
  }
}
