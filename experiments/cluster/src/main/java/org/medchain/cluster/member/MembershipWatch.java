package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.MembershipReader;
import org.medchain.cluster.local.ProcessOutput;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Membership;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.operations.NodeStatus;

/** Whether the members of a cluster can change, and when they have. */
record MembershipWatch(
    ClusterFolder cluster, AdminClient admin, MembershipReader members, Consumer<String> report)
    implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final Duration REPORT = Duration.ofSeconds(2);
  private static final long POLL_MS = 100;

  /** Five seconds: a connection to a new member takes less. */
  private static final Duration CENTER = Duration.ofSeconds(5);

  private static final Duration STOP = Duration.ofSeconds(30);

  /** Asks nothing yet. */
  MembershipWatch(ClusterFolder cluster, Consumer<String> report)
      throws UserInputException, IOException {
    this(cluster, new AdminClient(), new MembershipReader(cluster), report);
  }

  @Override
  public void close() {
    members.close();
    admin.close();
  }

  /** Stops all processes of a folder in order, by force what does not stop in time. */
  static void stop(Path folder) throws IOException, InterruptedException {
    RunningProcess.endAll(folder, STOP);
  }

  /** Starts a node's process unless it runs. */
  void start(MemberFiles node) throws UserInputException, IOException, InterruptedException {
    LocalCluster.startAlone(cluster, node.name());
  }

  /** The center, which orders them. */
  CenterOrders center() {
    return new CenterOrders(cluster);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation is on no class path here.
  void say(String format, Object... values) {
    report.accept(String.format(Locale.ROOT, format, values));
  }

  /**
   * The members now, if the center can order a change of them and the others a quorum of them.
   *
   * @param besides a node that does not count
   * @throws UserInputException with the reason if they cannot; nothing was changed
   */
  Membership requireOrders(String besides)
      throws UserInputException, IOException, InterruptedException {
    Optional<NodeStatus> center = statusOfCenter();
    if (center.isEmpty()) {
      throw refusal("the center does not run; start it: medchain cluster start center");
    }
    if (!center.get().ready()) {
      throw refusal("the center cannot order: it " + center.get().reason());
    }
    List<MemberFiles> others = MemberFiles.all(cluster);
    others.removeIf(each -> each.name().equals(besides));
    List<PublicKey> ready = ready(others);
    Membership now = members.known().members(members.known().current());
    int needed = new QuorumSizes(now.size()).size();
    long endNs = System.nanoTime() + SETTLING.toNanos();
    while (ready.size() < needed && System.nanoTime() < endNs) {
      int running = 0;
      for (MemberFiles each : others) {
        running += RunningProcess.process(each.folder()).isPresent() ? 1 : 0;
      }
      if (running < needed) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      ready = ready(others); // the primary may be the one that is lost
    }
    if (ready.size() < needed) {
      String few = " other members are ready, and a quorum needs " + needed + ": start them first";
      throw refusal(members.unaccepted().orElse(ready.size() + few));
    }
    return now;
  }

  /** Only those count that prove whom they know: a newer epoch is known to one of any quorum. */
  private List<PublicKey> ready(List<MemberFiles> others)
      throws UserInputException, IOException, InterruptedException {
    List<PublicKey> ready = new ArrayList<>();
    for (MemberFiles each : others) {
      if (admin.status(each.folder()).filter(NodeStatus::ready).isPresent()
          && members.ask(each.key(), each.config().listen()).isPresent()) {
        ready.add(each.key());
      }
    }
    Membership now = members.known().members(members.known().current());
    ready.removeIf(key -> !now.contains(key));
    return ready;
  }

  /** After a change of the members the center is not yet connected to the new one. */
  private Optional<NodeStatus> statusOfCenter() throws IOException, InterruptedException {
    var unused =
        Polling.until(
            CENTER,
            POLL_MS,
            () -> admin.status(cluster.center()).filter(it -> !it.ready()).isEmpty());
    return admin.status(cluster.center());
  }

  /** What cannot be done now. */
  static UserInputException refusal(String why) {
    return new UserInputException("not now: " + why + "; nothing was changed");
  }

  /** Waits until the node knows itself that it is a member, has the state and takes part. */
  NodeStatus awaitMember(MemberFiles node, PublicKey key)
      throws UserInputException, IOException, InterruptedException {
    return await(
        node,
        "follows",
        status -> {
          Optional<MembershipHistory> own = members.ask(key, node.config().listen());
          return status.ready() && own.filter(each -> hasJoined(each, key, status)).isPresent();
        });
  }

  /** Waits until a node that stays knows that a key is no member's any more. */
  NodeStatus awaitWithout(MemberFiles staying, PublicKey key)
      throws UserInputException, IOException, InterruptedException {
    return await(
        staying,
        "decides",
        status -> {
          Optional<MembershipHistory> said = members.ask(staying.key(), staying.config().listen());
          return said.filter(each -> !each.members(each.current()).contains(key)).isPresent();
        });
  }

  /**
   * Waits until the node has every block up to a height. A member takes part with a state alone;
   * but where one after the other came back so, nobody would have the blocks below any more.
   */
  void awaitLedger(MemberFiles node, PublicKey key, long height)
      throws UserInputException, IOException, InterruptedException {
    long whole = 0;
    long endNs = System.nanoTime() + LIMIT.toNanos();
    long nextReportNs = System.nanoTime() + REPORT.toNanos();
    while (whole < height) {
      if (RunningProcess.process(node.folder()).isEmpty()) {
        throw ended(node);
      }
      long before = whole;
      if (members.ask(key, node.config().listen()).isPresent()) {
        whole = members.wholeTo(key, whole, height);
      }
      if (whole > before) {
        endNs = System.nanoTime() + LIMIT.toNanos();
      }
      String progress = node.name() + " fetches the ledger: " + whole + " of " + height + " blocks";
      if (System.nanoTime() > endNs) {
        throw new IOException("no block more in " + LIMIT.toSeconds() + " s (" + progress + ")");
      }
      if (System.nanoTime() > nextReportNs) {
        report.accept(progress);
        nextReportNs = System.nanoTime() + REPORT.toNanos();
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private static IOException ended(MemberFiles node) {
    return new IOException(
        node.name() + " ended; its words are in " + node.folder().resolve(ProcessOutput.FILE));
  }

  /** A member of the newest epoch that it knows, with the state at whose height that began. */
  private static boolean hasJoined(MembershipHistory known, PublicKey key, NodeStatus status) {
    int epoch = known.current();
    return known.members(epoch).contains(key) && status.height() >= known.first(epoch) - 1;
  }

  /** What is awaited of a node. */
  private interface AwaitedStatus {
    boolean holds(NodeStatus status) throws UserInputException, IOException, InterruptedException;
  }

  private NodeStatus await(MemberFiles node, String doing, AwaitedStatus awaited)
      throws UserInputException, IOException, InterruptedException {
    long endNs = System.nanoTime() + LIMIT.toNanos();
    long nextReportNs = System.nanoTime();
    String last = node.name() + " does not reply";
    while (System.nanoTime() < endNs) {
      if (RunningProcess.process(node.folder()).isEmpty()) {
        throw ended(node);
      }
      Optional<NodeStatus> status = admin.status(node.folder());
      if (status.isPresent()) {
        if (awaited.holds(status.get())) {
          return status.get();
        }
        last = progress(node, doing, status.get());
        if (System.nanoTime() > nextReportNs) {
          report.accept(last);
          nextReportNs = System.nanoTime() + REPORT.toNanos();
        }
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    throw new IOException(
        "no change of the members in %s s (%s); the same command continues"
            .formatted(LIMIT.toSeconds(), last));
  }

  /** The members change at a checkpoint, up to which the chain is filled (decision 0072). */
  private static String progress(MemberFiles node, String doing, NodeStatus status)
      throws UserInputException {
    NodeConfig config = node.config();
    return String.format(
        Locale.ROOT,
        "%s %s: height %d; the members change at a multiple of %d%s",
        node.name(),
        doing,
        status.height(),
        config.consensus().checkpointInterval(),
        status.ready() ? "" : "; " + status.reason());
  }
}
