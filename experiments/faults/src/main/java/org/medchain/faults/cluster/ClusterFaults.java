package org.medchain.faults.cluster;

import static org.medchain.faults.cluster.ClusterFault.NOTHING;
import static org.medchain.faults.cluster.ClusterFault.each;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.launcher.WholeFolder;
import org.medchain.simulation.model.RandomStreams;

/** What this host does for each kind of fault (FAULT-3): a new kind is a line here. */
final class ClusterFaults {
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(30);
  private static final Duration UPGRADE_LIMIT = Duration.ofSeconds(15);

  /** So long a node writes with a disk that will lose what is not forced. */
  private static final long UNFORCED_MS = 300;

  private final HarnessTest test;
  private final ClusterNodes nodes;
  private final ProxiedNetwork network;
  private final CenterOperator operator;
  private final HostilePeerFault hostile;
  private final StoreDamage damage;
  private final InjectedNodeFaults injected;
  private final ServiceFault services;

  /** For a run that has not begun. */
  ClusterFaults(
      HarnessTest test,
      ClusterNodes nodes,
      ProxiedNetwork network,
      CenterOperator operator,
      HostilePeerFault hostile) {
    this.test = test;
    this.nodes = nodes;
    this.network = network;
    this.operator = operator;
    this.hostile = hostile;
    this.damage = new StoreDamage(new RandomStreams(test.seed()).stream("harness-damage", 0));
    this.injected = new InjectedNodeFaults(test.seed(), nodes::folder);
    this.services = new ServiceFault(nodes);
  }

  /** How a fault is done here. */
  ClusterFault of(FaultEvent fault) {
    return switch (fault.kind().group()) {
      case PROCESS -> process(fault);
      case NETWORK, CONNECTION ->
          new ClusterFault(() -> network.begin(fault), () -> network.heal(fault));
      case MESSAGE, CLOCK, RESOURCE -> running(fault);
      case DISK -> disk(fault);
      case STORE -> store(fault);
      case CERTIFICATE ->
          fault.kind() == NemesisKind.MEMBER_REVOCATION
              ? each(fault, operator::revokeNode, NOTHING)
              : new ClusterFault(operator::revokeClient, operator::renewClient);
      case MEMBERSHIP -> {
        int spare = test.nodes();
        yield each(
            fault,
            member -> operator.replace(member, spare),
            member -> operator.replace(spare, member));
      }
      case SERVICE ->
          each(fault, node -> services.begin(fault, node), node -> services.heal(fault, node));
      case HOSTILE -> new ClusterFault(() -> hostile.begin(fault), () -> hostile.heal(fault));
      // An adversary takes the replica's place while a process starts.
      case BYZANTINE ->
          each(
              fault,
              node -> whileDown(node, () -> injected.begin(fault, node)),
              node -> whileDown(node, () -> injected.heal(fault, node)));
    };
  }

  private ClusterFault process(FaultEvent fault) {
    return switch (fault.kind()) {
      case PAUSE ->
          each(fault, node -> nodes.signal(node, "STOP"), node -> nodes.signal(node, "CONT"));
      case ROLLING_RESTART -> each(fault, nodes::restart, NOTHING);
      case ROLLING_UPGRADE -> new ClusterFault(() -> upgrade(fault), () -> {});
      case SIGNAL_INT, SIGNAL_TERM, SIGNAL_HUP, SIGNAL_GROUP ->
          new ClusterFault(() -> end(fault), each(fault, nodes::start));
      // A JVM lists its threads and continues: that it ended would be a surprise.
      case SIGNAL_QUIT -> each(fault, nodes::listThreads, NOTHING);
      default -> each(fault, nodes::kill, nodes::start);
    };
  }

  /** The processes continue with it. */
  private ClusterFault running(FaultEvent fault) {
    return each(fault, node -> injected.begin(fault, node), node -> injected.heal(fault, node));
  }

  private ClusterFault disk(FaultEvent fault) {
    return switch (fault.kind()) {
      case DISK_SLOW -> running(fault);
      case POWER_LOSS -> new ClusterFault(() -> losePower(fault), each(fault, again(fault)));
      // It ends its node, also one that another fault's heal starts meanwhile.
      default ->
          each(
              fault,
              node -> {
                nodes.beganCause(node);
                injected.begin(fault, node);
              },
              node -> {
                injected.heal(fault, node);
                nodes.endedCause(node);
                nodes.start(node);
              });
    };
  }

  private ClusterFault.NodeStep again(FaultEvent fault) {
    return node -> {
      injected.heal(fault, node);
      nodes.start(node);
    };
  }

  /**
   * The nodes named lose their power at the same instant, as those of one site do. What was not
   * forced is gone then: no node that stays has it.
   */
  private void losePower(FaultEvent fault) throws IOException, InterruptedException {
    running(fault).begin().run();
    TimeUnit.MILLISECONDS.sleep(UNFORCED_MS);
    nodes.killAtOnce(fault.nodes());
  }

  /** A damaged store, or a copy to which the node goes back at the heal: it has forgotten. */
  private ClusterFault store(FaultEvent fault) {
    Path copies = test.folder().resolve("copies");
    if (fault.kind() != NemesisKind.STORE_OLD_COPY) {
      return each(
          fault,
          node -> {
            nodes.kill(node);
            damage.damage(fault, nodes.data(node));
          },
          nodes::start);
    }
    return each(
        fault,
        node ->
            whileDown(node, () -> StoreDamage.copy(nodes.data(node), copies.resolve("n" + node))),
        node ->
            whileDown(
                node,
                () -> {
                  WholeFolder.delete(nodes.data(node));
                  StoreDamage.copy(copies.resolve("n" + node), nodes.data(node));
                }));
  }

  private void whileDown(int node, ClusterFault.Step step)
      throws IOException, InterruptedException {
    nodes.kill(node);
    step.run();
    nodes.start(node);
  }

  /**
   * A signal that ends a process in order: it finishes what it began, forces its store and is gone.
   */
  private void end(FaultEvent fault) throws IOException, InterruptedException {
    // As from a terminal, all of the process's group gets it.
    boolean group = fault.kind() == NemesisKind.SIGNAL_GROUP;
    String signal = group ? "INT" : fault.kind().name().replace("SIGNAL_", "");
    List<Integer> told = new ArrayList<>();
    for (int node : fault.nodes()) {
      Optional<ProcessHandle> process = nodes.process(node);
      if (process.isEmpty()) {
        continue; // Another fault has ended it.
      }
      if (ProcessSignals.isIgnored(process.get(), signal)) {
        throw new IOException("skipped: n" + node + " was started with SIG" + signal + " ignored");
      }
      nodes.expectEnd(node);
      if (group) {
        ProcessSignals.sendToGroup(process.get(), signal);
      } else {
        ProcessSignals.send(process.get(), signal);
      }
      told.add(node);
    }
    for (int node : told) {
      if (!nodes.hasEnded(node, SIGNAL_LIMIT)) {
        throw new IOException("n" + node + " continues after SIG" + signal);
      }
    }
  }

  /**
   * The nodes are ended in order and started with a copy of the classes, one after the other, each
   * when the one before takes part again or its time is over. They keep it from then on. That shows
   * the way of an upgrade, and nothing about two versions together.
   */
  private void upgrade(FaultEvent fault) throws IOException, InterruptedException {
    String classPath = copiedClasses(test.folder().resolve("next-version"));
    for (int node : fault.nodes()) {
      nodes.upgrade(node, classPath);
      nodes.awaitReady(node, UPGRADE_LIMIT);
    }
  }

  /** Folders of classes and medchain's own jars are copied; libraries stay where they are. */
  private static String copiedClasses(Path copies) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path from = Path.of(entry);
      String name = String.valueOf(from.getFileName());
      Path to = copies.resolve(entries.size() + "-" + name);
      boolean own = Files.isDirectory(from) || name.startsWith("medchain-");
      if (own && Files.exists(from) && !Files.exists(to)) {
        Files.createDirectories(copies);
        StoreDamage.copy(from, to);
      }
      entries.add(own && Files.exists(to) ? to.toString() : entry);
    }
    return String.join(File.pathSeparator, entries);
  }
}
