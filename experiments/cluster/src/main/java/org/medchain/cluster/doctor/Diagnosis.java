package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.cluster.MemberState.RunState;
import org.medchain.cluster.doctor.ProcessObservation.ProcessRole;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;

/** From what is seen to what is wrong: pure rules, the causes before what follows from them. */
final class Diagnosis {
  private static final String NO_SPACE = "No space left";
  private static final String START = "medchain cluster start %s --folder %s";
  private static final String CLUSTER = "the cluster";

  private final ClusterObservation seen;
  private final List<ClusterFinding> findings = new ArrayList<>();

  /** Members that need a fresh key. */
  private final Set<String> unusable = new TreeSet<>();

  /** Nodes of which the newest store is not here. */
  private final Set<String> withoutStore = new TreeSet<>();

  /** The same members, known from a first look: they are in no step that starts others. */
  private final Set<String> known;

  private Diagnosis(ClusterObservation seen, Set<String> known) {
    this.seen = seen;
    this.known = known;
  }

  private static Diagnosis looked(ClusterObservation seen) {
    Diagnosis first = new Diagnosis(seen, Set.of());
    first.cluster();
    Diagnosis second = new Diagnosis(seen, first.unusable);
    second.cluster();
    return second;
  }

  /** What is wrong; nothing if all is well. Steps stand in an order in which no step is refused. */
  static List<ClusterFinding> of(ClusterObservation seen) {
    return List.copyOf(looked(seen).findings);
  }

  /** Which members are lost. */
  static LostMembers lost(ClusterObservation seen) {
    Diagnosis all = looked(seen);
    return new LostMembers(all.members().size(), all.unusable, all.withoutStore, all.unaccepted());
  }

  private void cluster() {
    findings.addAll(unaccepted());
    if (!findings.isEmpty()) {
      return;
    }
    findings.addAll(seen.whole());
    for (ProcessObservation each : seen.processes()) {
      if (each.isElsewhere()) {
        withoutStore.add(each.name()); // what lies here is no store of its any more
      } else if (each.isReturned()) {
        add(each, "returned", each.folder());
      } else if (each.fault(ProcessObservation.FOLDER_LOST).isPresent()) {
        add(each, ProcessObservation.FOLDER_LOST);
      } else {
        each.faults().forEach(fault -> add(each, fault));
        process(each);
        store(each);
      }
    }
    if (isDisaster()) {
      recoveryFirst();
      return;
    }
    quorum();
    findings.sort(Comparator.comparingInt(ClusterFinding::rank));
    if (seen.processes().stream().anyMatch(Diagnosis::isAlarm)) {
      seen.processes().stream().filter(Diagnosis::isAlarm).forEach(this::alarm);
    } else {
      seen.processes().forEach(this::standing);
    }
  }

  /**
   * What the center has signed and the cluster's genesis.bin does not accept: all else is judged by
   * that one, so this comes first. A node's file is not copied unseen: its owner is asked.
   */
  private List<ClusterFinding> unaccepted() {
    List<ClusterFinding> all = new ArrayList<>();
    for (ProcessObservation each : seen.processes()) {
      String words = each.isElsewhere() ? each.process().reason() : "";
      if (words.startsWith(StableCheckpoint.ALARM)) {
        all.add(found(each.name(), ProcessObservation.TWO_HISTORIES, words));
      } else if (!words.isEmpty()) {
        String from = "DIR with its genesis.bin";
        all.add(found(each.name(), ProcessObservation.UNACCEPTED, words, from));
      } else if (!each.isElsewhere()) {
        Stream.of(ProcessObservation.TWO_HISTORIES, ProcessObservation.UNACCEPTED)
            .flatMap(kind -> each.fault(kind).stream())
            .forEach(fault -> all.add(found(each.name(), fault.kind(), fault.values().toArray())));
      }
    }
    return all;
  }

  private List<ProcessObservation> members() {
    return seen.processes().stream()
        .filter(each -> each.role() == ProcessRole.MEMBER && !each.isReturned())
        .toList();
  }

  private ClusterFinding found(Object place, String kind, Object... values) {
    return ClusterFinding.of(seen.folder(), place, kind, values);
  }

  private void add(ProcessObservation process, String kind, Object... values) {
    add(process, SeenFault.of(kind, values));
  }

  private void add(ProcessObservation process, SeenFault fault) {
    findings.add(
        ClusterFinding.of(
            seen.folder(), process.name(), fault, action -> command(process, action)));
  }

  /** What an action of the catalogue is for this process. */
  private String command(ProcessObservation process, String action) {
    String start = String.format(Locale.ROOT, START, process.name(), seen.folder());
    return switch (action) {
      case "start" -> start;
      case "together" -> reply() ? start : startAll(); // none becomes ready alone
      case "room" -> "make room in " + process.folder() + ", then " + command(process, "together");
      case "renew" ->
          process.process().alive()
              ? String.format(Locale.ROOT, START, "center", seen.folder())
              : start;
      case "continue" -> start + " --recover";
      case "key" -> freshKey(process, start); // a center certifies itself; the others ask it
      case "store" -> {
        withoutStore.add(process.name());
        yield recover(process, start);
      }
      default -> throw new IllegalArgumentException(action);
    };
  }

  private String freshKey(ProcessObservation process, String start) {
    return process.role() == ProcessRole.CENTER
        ? "put back center/credentials from a copy, then " + start
        : recover(process, start);
  }

  /** A fresh key in the place of the old one; counted, since not all can get one at once. */
  private String recover(ProcessObservation process, String start) {
    if (process.role() == ProcessRole.MEMBER) {
      unusable.add(process.name());
    }
    return start + " --recover";
  }

  private void process(ProcessObservation process) {
    if (process.process().run() == RunState.RUNNING && process.status().isEmpty()) {
      add(process, "silent", process.pid());
    } else if (process.process().run() == RunState.ENDED && process.fault("port_taken").isEmpty()) {
      ended(process);
    }
  }

  /** By what it said before: a start does not mend everything. */
  private void ended(ProcessObservation process) {
    String words = process.process().reason();
    boolean isLost = process.isNode() && words.contains("--recover");
    String mended = isLost ? "_store" : words.contains(NO_SPACE) ? "_room" : "";
    // Stopped in order it leaves nothing written down, and after a refused start neither.
    String kind = process.pid() == 0 ? "stopped" : "died";
    add(process, kind + mended, words.isEmpty() ? "" : ": " + words);
  }

  private void store(ProcessObservation process) {
    if (process.isNode()) {
      if (!process.store() && history()) {
        add(process, "store_missing");
      }
      process.storeFaults().forEach(it -> add(process, "store_fault", it));
    }
  }

  /** Whether the cluster has anything that a node can have lost. */
  private boolean history() {
    return seen.processes().stream()
        .filter(ProcessObservation::isNode)
        .anyMatch(each -> each.store() || each.status().filter(it -> it.height() > 0).isPresent());
  }

  private long replying() {
    return members().stream()
        .filter(each -> each.status().isPresent() || each.isElsewhere())
        .count();
  }

  /** Whether a quorum replies: then one process that is started becomes ready. */
  private boolean reply() {
    int members = members().size();
    return members < QuorumSizes.MIN_NODES || replying() >= new QuorumSizes(members).size();
  }

  /** Together, since none becomes ready alone. */
  private String startAll() {
    if (known.isEmpty()) {
      return "medchain cluster up --folder " + seen.folder();
    }
    String names =
        seen.processes().stream()
            .filter(
                each ->
                    !each.process().alive() && !known.contains(each.name()) && !each.isReturned())
            .map(ProcessObservation::name)
            .collect(Collectors.joining(" "));
    return names.isEmpty()
        ? "medchain cluster status --folder " + seen.folder()
        : String.format(Locale.ROOT, START, names, seen.folder());
  }

  private void quorum() {
    if (!reply()) {
      int members = members().size();
      int needed = new QuorumSizes(members).size();
      findings.add(found(CLUSTER, "no_quorum", replying(), members, needed, startAll()));
    }
  }

  /** A fresh key is ordered by a quorum of the other members: without one the center begins. */
  private boolean isDisaster() {
    int members = members().size();
    return members >= QuorumSizes.MIN_NODES
        && members - unusable.size() < new QuorumSizes(members).size();
  }

  /**
   * Puts the steps of CLUSTER-26 in the place of those that nobody can do without a quorum; what is
   * wrong besides stays.
   */
  private void recoveryFirst() {
    String faults =
        findings.stream()
            .filter(each -> unusable.contains(each.place()))
            .map(each -> each.place() + ": " + each.fault())
            .distinct()
            .collect(Collectors.joining("; "));
    List<ProcessObservation> nodes =
        seen.processes().stream().filter(ProcessObservation::isNode).toList();
    findings.removeIf(
        each ->
            each.command().startsWith("medchain cluster ")
                || nodes.stream().anyMatch(node -> node.name().equals(each.place())));
    String time = seen.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    nodes.stream()
        .filter(each -> each.store() && !withoutStore.contains(each.name()))
        .forEach(each -> findings.add(found(each.name(), "store_left", time)));
    int members = members().size();
    int needed = new QuorumSizes(members).size();
    findings.addAll(recovery(seen.folder(), "members_lost", faults, needed, members));
  }

  /** The steps that follow the copies; a recovery that was interrupted continues with them. */
  static List<ClusterFinding> recovery(Path folder, String kind, Object... values) {
    return List.of(
        ClusterFinding.of(folder, CLUSTER, "nothing_ordered"),
        ClusterFinding.of(folder, CLUSTER, kind, values),
        ClusterFinding.of(folder, CLUSTER, "does_not_run_then"));
  }

  private static boolean isAlarm(ProcessObservation process) {
    return process.status().filter(each -> each.state() == NodeState.ALARM).isPresent();
  }

  /** NODE-17: who is behind then is not to be started, and nothing is to be deleted. */
  private void alarm(ProcessObservation process) {
    add(process, "alarm", process.status().orElseThrow().reason());
  }

  private void standing(ProcessObservation process) {
    if (process.status().isEmpty()) {
      return;
    }
    NodeStatus status = process.status().get();
    long highest =
        seen.processes().stream()
            .filter(ProcessObservation::isNode)
            .flatMap(each -> each.status().stream())
            .mapToLong(NodeStatus::height)
            .max()
            .orElse(0);
    if (process.isNode() && highest - status.height() > seen.lag()) {
      add(process, "behind", status.height(), highest);
    } else if (!status.ready()) {
      add(process, "not_ready", status.reason(), missing(process, status));
    }
  }

  /** Starting what is not connected mends it, else a look at the log. */
  private String missing(ProcessObservation process, NodeStatus status) {
    List<ProcessObservation> away =
        seen.processes().stream()
            .filter(
                each ->
                    each.isNode() && !each.name().equals(process.name()) && !each.process().alive())
            .filter(each -> !known.contains(each.name()))
            .toList();
    boolean connected = status.peers().stream().allMatch(NodeStatus.PeerStatus::connected);
    return away.isEmpty() || connected
        ? "see " + process.folder().resolve("log")
        : command(away.getFirst(), "together");
  }
}
