package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;

/**
 * How long a force of appended bytes takes, in µs of real time, as the node's log does it.
 *
 * @param alone with one file
 * @param aloneP99 its 99th percentile
 * @param together with four files at once, as four nodes of one machine do
 * @param togetherP99 its 99th percentile
 */
record FsyncCosts(
    MedianEstimate alone, double aloneP99, MedianEstimate together, double togetherP99) {
  private static final int FILES = 4;
  private static final int BYTES = 8192;
  private static final double NS_PER_US = 1e3;

  static FsyncCosts measure(Path folder, int times) throws IOException, InterruptedException {
    double[] alone = forces(folder.resolve("force-alone"), times);
    List<Callable<double[]>> writers = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      Path file = folder.resolve("force-" + i);
      writers.add(() -> forces(file, times));
    }
    double[] together = all(writers);
    return new FsyncCosts(
        MedianEstimate.of(alone),
        MedianEstimate.percentile(alone, 99),
        MedianEstimate.of(together),
        MedianEstimate.percentile(together, 99));
  }

  private static double[] all(List<Callable<double[]>> writers)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(FILES)) {
      return MeasurementRounds.allAtOnce("the disk cannot be measured: ", threads, writers).stream()
          .flatMapToDouble(DoubleStream::of)
          .toArray();
    }
  }

  private static double[] forces(Path file, int times) throws IOException {
    double[] us = new double[times];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = -times / 10; i < times; i++) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        long before = System.nanoTime();
        while (bytes.hasRemaining()) {
          var unused = channel.write(bytes);
        }
        channel.force(false);
        if (i >= 0) {
          us[i] = (System.nanoTime() - before) / NS_PER_US;
        }
      }
    }
    Files.delete(file);
    return us;
  }
}
