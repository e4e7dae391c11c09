package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.SignatureScheme;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.crypto.NativeEd25519;

/**
 * A process with one {@link ReplayedNode}, as {@link WakeupCosts} requires it. A line {@code
 * SECONDS TIMES PAUSE_US} makes it replay for that number of seconds without measurement and
 * pauses, then that often with pauses and looking; it prints processor time in µs and bursts of
 * each.
 */
public final class ReplayedProcess {
  private static final long US = 1_000;

  private final Path place;
  private final ReplayedNode node;
  private int replays;

  private ReplayedProcess(Path place, ReplayedNode node) {
    this.place = place;
    this.node = node;
  }

  /**
   * Replies until its input ends.
   *
   * @param args the records' folder, and a folder that is written to and does not exist
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    BlockingQueue<String> requests = OwnerWatch.requests();
    Path place = Path.of(args[1]);
    SignatureScheme scheme = NativeEd25519.orPortable();
    InstrumentedSimulation played =
        new InstrumentedSimulation(SyntheticRecords.read(Path.of(args[0])), scheme);
    played.recordMessages();
    try (ReplayedNode node = new ReplayedNode(place, played, scheme)) {
      ReplayedProcess process = new ReplayedProcess(place, node);
      while (true) {
        System.out.println(process.answer(requests.take().split(" ", -1)));
      }
    }
  }

  private String answer(String[] asked) throws IOException, InterruptedException {
    long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(asked[0]));
    while (System.nanoTime() < untilNs) {
      var unused = replay(0);
    }
    StringJoiner said = new StringJoiner(" ");
    for (int i = 0; i < Integer.parseInt(asked[1]); i++) {
      ReplayedNode.ReplayCosts took = replay(Long.parseLong(asked[2]) * US);
      said.add(Double.toString(took.us())).add(Integer.toString(took.bursts()));
    }
    return said.toString();
  }

  private ReplayedNode.ReplayCosts replay(long pauseNs) throws IOException, InterruptedException {
    Path folder = place.resolve("replay-" + replays++);
    ReplayedNode.ReplayCosts took = node.replay(folder, pauseNs);
    WholeFolder.delete(folder);
    return took;
  }
}
