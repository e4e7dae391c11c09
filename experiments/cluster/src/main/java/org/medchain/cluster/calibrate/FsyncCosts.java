package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * How long a force of appended bytes takes, in µs of real time, as the node's log does it: with
 * four files at once, as four nodes of one machine do.
 */
final class FsyncCosts {
  private static final int FILES = 4;
  private static final int BYTES = 8192;

  private FsyncCosts() {}

  static MedianEstimate measure(Path folder, int times) throws IOException, InterruptedException {
    List<Callable<List<Double>>> writers =
        IntStream.range(0, FILES)
            .mapToObj(i -> folder.resolve("force-" + i))
            .<Callable<List<Double>>>map(file -> () -> forces(file, times))
            .toList();
    List<List<Double>> us = MeasurementRounds.allAtOnce(writers);
    return MedianEstimate.of(us.stream().flatMap(List::stream).toList(), each -> each);
  }

  private static List<Double> forces(Path file, int times) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      return MeasurementRounds.afterWarmUp(times / 10, times, i -> force(channel));
    }
  }

  private static double force(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    double before = MeasurementRounds.realUs();
    while (bytes.hasRemaining()) {
      var unused = channel.write(bytes);
    }
    channel.force(false);
    return MeasurementRounds.realUs() - before;
  }
}
