package org.medchain.cluster.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medchain.cluster.doctor.ProcessObservation.ProcessRole;
import org.medchain.cluster.doctor.ProcessObservation.RunState;
import org.medchain.consensus.QuorumSizes;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;

/** From what is seen to what is wrong: pure rules, the causes before what follows from them. */
final class Diagnosis {
  /** A certificate of a month is renewed after two thirds of it; 5 days before its end is late. */
  private static final Duration SOON = Duration.ofDays(5);

  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);
  private static final long LITTLE_SPACE_BYTES = 1L << 30;
  private static final double LITTLE_SPACE = 0.05;
  private static final String NO_SPACE = "No space left";
  private static final String START = "medchain cluster start %s --folder %s";
  private static final String RECOVER = START + " --recover";

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
    return looked(seen).lost();
  }

  private LostMembers lost() {
    return new LostMembers(
        members().size(), unusable, withoutStore, RecoverySteps.unaccepted(seen));
  }

  private void cluster() {
    if (!seen.genesis().isEmpty()) {
      add(seen.folder(), "no_cluster", seen.genesis());
      return;
    }
    findings.addAll(RecoverySteps.unaccepted(seen));
    if (!findings.isEmpty()) {
      return;
    }
    machine();
    for (ProcessObservation each : seen.processes()) {
      if (isElsewhere(each)) {
        withoutStore.add(each.name()); // what lies here is no store of its any more
        continue;
      }
      if (isReturned(each)) {
        add(each.name(), "returned", each.folder());
      } else if (each.isNode() && each.files().config().startsWith(FileObserver.NO_CONFIG)) {
        add(each.name(), "folder_lost", recoverStore(each));
      } else {
        files(each);
        credentials(each);
        process(each);
        store(each);
      }
    }
    if (isDisaster()) {
      RecoverySteps.replace(findings, seen, lost());
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

  private static boolean isElsewhere(ProcessObservation process) {
    return process.run().state() == RunState.ELSEWHERE;
  }

  /** A follower in this state accepts the recovery; a member's place has got another key. */
  private static boolean isReturned(ProcessObservation process) {
    return process.role() == ProcessRole.MEMBER
        && process.files().genesis().equals(FileObserver.BEFORE_RECOVERY);
  }

  private List<ProcessObservation> members() {
    return seen.processes().stream()
        .filter(each -> each.role() == ProcessRole.MEMBER && !isReturned(each))
        .toList();
  }

  private void add(Object place, String kind, Object... values) {
    findings.add(ClusterFinding.of(seen.folder(), place, kind, values));
  }

  private String command(String format, ProcessObservation process) {
    return String.format(Locale.ROOT, format, process.name(), seen.folder());
  }

  private void machine() {
    ClusterObservation.MachineObservation machine = seen.machine();
    if (machine.now().plus(CLOCK_TOLERANCE).isBefore(machine.newest())) {
      add("this machine", "clock_behind", machine.now());
    }
    long free = machine.freeBytes();
    if (free < LITTLE_SPACE_BYTES || free < LITTLE_SPACE * machine.totalBytes()) {
      add(seen.folder(), "disk_full", free >> 20);
    }
  }

  private void files(ProcessObservation process) {
    ProcessObservation.FileObservation files = process.files();
    if (!files.config().isEmpty()) {
      add(process.name(), "config", files.config());
    }
    if (!files.genesis().isEmpty()) {
      add(process.name(), "genesis", files.genesis(), process.folder());
    }
    files.open().forEach(file -> add(process.name(), "file_open", file));
    if (files.replacement()) {
      add(process.name(), "recovery_interrupted", command(RECOVER, process));
    }
  }

  private void credentials(ProcessObservation process) {
    ProcessObservation.CredentialObservation shown = process.files().credentials();
    if (!shown.problem().isEmpty()) {
      add(process.name(), "credentials", shown.problem(), freshKey(process));
    } else if (shown.revoked()) {
      add(process.name(), "revoked", freshKey(process));
    }
    Instant now = seen.machine().now();
    if (shown.begin().filter(now::isBefore).isPresent()) {
      add(process.name(), "certificate_begins", shown.begin().get());
    }
    if (shown.end().filter(now::isAfter).isPresent()) {
      add(process.name(), "certificate_ended", shown.end().get(), freshKey(process));
    } else if (shown.end().filter(now.plus(SOON)::isAfter).isPresent()) {
      String renewed = "medchain cluster start center --folder " + seen.folder();
      String command = process.runs() ? renewed : start(process);
      add(process.name(), "certificate_ends", shown.end().get(), command);
    }
  }

  /** A center certifies itself as long as its authority lasts; the others ask it. */
  private String freshKey(ProcessObservation process) {
    return process.role() == ProcessRole.CENTER
        ? "put back center/credentials from a copy, then " + start(process)
        : recover(process);
  }

  private String start(ProcessObservation process) {
    return command(START, process);
  }

  private void process(ProcessObservation process) {
    ProcessObservation.RunObservation run = process.run();
    for (long pid : run.unknown()) {
      add(process.name(), "unknown_process", pid);
    }
    if (run.state() == RunState.HELD) {
      add(process.name(), "held", run.pid());
    } else if (run.state() == RunState.ENDED && run.strangerAtPort()) {
      add(process.name(), "port_taken", run.port(), start(process));
    } else if (run.state() == RunState.ENDED) {
      ended(process);
    } else if (process.status().isEmpty()) {
      add(process.name(), "silent", run.pid(), start(process));
    }
  }

  /** By what it said before: a start does not mend everything. */
  private void ended(ProcessObservation process) {
    String words = process.run().lastWords();
    String said = words.isEmpty() ? "" : ": " + words;
    String command = reply() ? start(process) : startAll();
    if (process.isNode() && words.contains("--recover")) {
      command = recoverStore(process);
    } else if (words.contains(NO_SPACE)) {
      command = "make room in " + process.folder() + ", then " + command;
    }
    // Stopped in order it leaves nothing written down, and after a refused start neither.
    add(process.name(), process.run().pid() == 0 ? "stopped" : "died", said, command);
  }

  /** A fresh key in the place of the old one; counted, since not all can get one at once. */
  private String recover(ProcessObservation process) {
    if (process.role() == ProcessRole.MEMBER) {
      unusable.add(process.name());
    }
    return command(RECOVER, process);
  }

  private String recoverStore(ProcessObservation process) {
    withoutStore.add(process.name());
    return recover(process);
  }

  private void store(ProcessObservation process) {
    ProcessObservation.StoreObservation store = process.files().store();
    if (!process.isNode()) {
      return;
    }
    if (!store.present() && history()) {
      add(process.name(), "store_missing", recoverStore(process));
    }
    store.faults().forEach(it -> add(process.name(), "store_fault", it, recoverStore(process)));
  }

  /** Whether the cluster has anything that a node can have lost. */
  private boolean history() {
    return seen.processes().stream()
        .anyMatch(
            each ->
                each.isNode()
                    && (each.files().store().present()
                        || each.status().filter(status -> status.height() > 0).isPresent()));
  }

  private long replying() {
    return members().stream()
        .filter(each -> each.status().isPresent() || isElsewhere(each))
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
            .filter(each -> !each.runs() && !known.contains(each.name()) && !isReturned(each))
            .map(ProcessObservation::name)
            .collect(Collectors.joining(" "));
    if (names.isEmpty()) {
      return "medchain cluster status --folder " + seen.folder();
    }
    return "medchain cluster start " + names + " --folder " + seen.folder();
  }

  private void quorum() {
    if (!reply()) {
      int members = members().size();
      int needed = new QuorumSizes(members).size();
      add("the cluster", "no_quorum", replying(), members, needed, startAll());
    }
  }

  /** A fresh key is ordered by a quorum of the other members: without one the center begins. */
  private boolean isDisaster() {
    int members = members().size();
    return members >= QuorumSizes.MIN_NODES
        && members - unusable.size() < new QuorumSizes(members).size();
  }

  private static boolean isAlarm(ProcessObservation process) {
    return process.status().filter(each -> each.state() == NodeState.ALARM).isPresent();
  }

  /** NODE-17: who is behind then is not to be started, and nothing is to be deleted. */
  private void alarm(ProcessObservation process) {
    add(process.name(), "alarm", process.status().orElseThrow().reason());
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
      add(process.name(), "behind", status.height(), highest, start(process));
    } else if (!status.ready()) {
      add(process.name(), "not_ready", status.reason(), missing(process, status));
    }
  }

  /** Starting what is not connected mends it, else a look at the log. */
  private String missing(ProcessObservation process, NodeStatus status) {
    List<ProcessObservation> away =
        seen.processes().stream()
            .filter(each -> each.isNode() && !each.name().equals(process.name()) && !each.runs())
            .filter(each -> !known.contains(each.name()))
            .toList();
    boolean connected = status.peers().stream().allMatch(NodeStatus.PeerStatus::connected);
    if (away.isEmpty() || connected) {
      return "see " + process.folder().resolve("log");
    }
    return reply() ? start(away.getFirst()) : startAll();
  }
}
