package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.medchain.cluster.calibrate.ConnectionEndpoint.SingleMessage;
import org.medchain.cluster.calibrate.ConnectionEndpoint.StreamCosts;
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
 * @param wake what a message costs more that comes alone, and wakes the thread that takes it
 * @param oneWayUs from the sender's call to the receiver's, in µs of real time, one way
 */
record ConnectionCosts(
    MedianEstimate send,
    MedianEstimate receive,
    MedianEstimate receivePerKib,
    MedianEstimate wake,
    MedianEstimate oneWayUs) {
  private static final int SMALL = 300;
  private static final int LARGE = 8_492;
  private static final double KIB_BETWEEN = 8;
  private static final int WINDOWS = 8;
  private static final int WARM = 5;

  private record StreamRound(StreamCosts small, StreamCosts large) {
    double receivePerKib() {
      return Math.max(0, (large.receiveUs() - small.receiveUs()) / KIB_BETWEEN);
    }
  }

  static ConnectionCosts measure(Path folder, int rounds)
      throws UserInputException, IOException, InterruptedException {
    ClusterFolder cluster = ClusterFolder.create(folder.resolve("ends"), ClusterPlan.of(2));
    try (ConnectionEndpoint a = new ConnectionEndpoint(cluster, 0);
        ConnectionEndpoint b = new ConnectionEndpoint(cluster, 1)) {
      a.connect(b, b.listen());
      List<StreamRound> streams =
          MeasurementRounds.afterWarmUp(
              WARM,
              rounds,
              i -> new StreamRound(a.stream(b, SMALL, WINDOWS), a.stream(b, LARGE, WINDOWS / 4)));
      List<SingleMessage> singles = a.singles(b, SMALL, rounds * 100);
      MedianEstimate send = MedianEstimate.of(streams, each -> each.small().sendUs());
      MedianEstimate receive = MedianEstimate.of(streams, each -> each.small().receiveUs());
      return new ConnectionCosts(
          send,
          receive,
          MedianEstimate.of(streams, StreamRound::receivePerKib),
          MedianEstimate.of(singles, SingleMessage::cpuUs).minus(send.median() + receive.median()),
          MedianEstimate.of(singles, SingleMessage::oneWayUs));
    }
  }
}
