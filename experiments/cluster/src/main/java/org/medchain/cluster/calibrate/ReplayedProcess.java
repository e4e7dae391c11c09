package org.medchain.cluster.calibrate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.load.LoadLineCodec;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.crypto.NativeEd25519;

/**
 * A process with one {@link ReplayedNode}, as {@link WakeupCosts} requires it. A line with a pause
 * in µs makes it replay once; it prints what that took as a line of JSON.
 */
public final class ReplayedProcess {
  /** Long enough to fill the sample of messages. */
  private static final long RECORDED_NS = TimeUnit.SECONDS.toNanos(3);

  private ReplayedProcess() {}

  /**
   * Replies until its input ends.
   *
   * @param args the records' folder, and a folder that is written to and does not exist
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    BlockingQueue<String> requests = OwnerWatch.requests();
    SyntheticRecords records = SyntheticRecords.read(Path.of(args[0]));
    Path place = Path.of(args[1]);
    InstrumentedSimulation played = new InstrumentedSimulation(records, NativeEd25519.orPortable());
    try (ReplayedNode node = new ReplayedNode(place, played, RECORDED_NS)) {
      while (true) {
        long pauseNs = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(requests.take()));
        Path disk = place.resolve("replay");
        ReplayedNode.ReplayCosts took = node.replay(disk, pauseNs);
        WholeFolder.delete(disk);
        System.out.println(LoadLineCodec.encode(took));
      }
    }
  }
}
