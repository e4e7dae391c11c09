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
      add(
          seen.genesis(),
          seen.folder().toString(),
          "medchain cluster up --folder " + seen.folder());
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
        add(
            "it is of before the center's recovery, and its key is no member's",
            each.name(),
            "mv " + each.folder() + " " + seen.folder().resolve("returned-" + each.name()));
      } else if (each.isNode() && each.files().config().startsWith(FileObserver.NO_CONFIG)) {
        add("its folder is lost", each.name(), recoverStore(each));
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

  private void add(String fault, String place, String command) {
    findings.add(new ClusterFinding(fault, place, command));
  }

  private String command(String format, ProcessObservation process) {
    return String.format(Locale.ROOT, format, process.name(), seen.folder());
  }

  private void machine() {
    ClusterObservation.MachineObservation machine = seen.machine();
    if (machine.now().plus(CLOCK_TOLERANCE).isBefore(machine.newest())) {
      add(
          "the clock says " + machine.now() + ", and files of the cluster are of later",
          "this machine",
          "timedatectl set-ntp true");
    }
    long free = machine.freeBytes();
    if (free < LITTLE_SPACE_BYTES || free < LITTLE_SPACE * machine.totalBytes()) {
      add(
          String.format(Locale.ROOT, "the disk has %d MB left", free >> 20),
          seen.folder().toString(),
          "du -sh " + seen.folder() + "/nodes/*; make room and start what has ended");
    }
  }

  private void files(ProcessObservation process) {
    ProcessObservation.FileObservation files = process.files();
    if (!files.config().isEmpty()) {
      add(files.config(), process.name(), "medchain node --schema prints what may stand there");
    }
    if (!files.genesis().isEmpty()) {
      add(
          files.genesis(),
          process.name(),
          "cp " + seen.folder().resolve("genesis.bin") + " " + process.folder());
    }
    files
        .open()
        .forEach(file -> add("others may read " + file, process.name(), "chmod 600 " + file));
    if (files.replacement()) {
      add("its recovery was interrupted", process.name(), command(RECOVER, process));
    }
  }

  private void credentials(ProcessObservation process) {
    ProcessObservation.CredentialObservation shown = process.files().credentials();
    if (!shown.problem().isEmpty()) {
      add(shown.problem(), process.name(), freshKey(process));
    } else if (shown.revoked()) {
      add("its key or certificate is revoked", process.name(), freshKey(process));
    }
    Instant now = seen.machine().now();
    if (shown.begin().filter(now::isBefore).isPresent()) {
      add(
          "its certificate begins at " + shown.begin().get() + ": the clock is wrong",
          process.name(),
          "timedatectl set-ntp true");
    }
    if (shown.end().filter(now::isAfter).isPresent()) {
      add("its certificate ended at " + shown.end().get(), process.name(), freshKey(process));
    } else if (shown.end().filter(now.plus(SOON)::isAfter).isPresent()) {
      add(
          "its certificate ends at " + shown.end().get() + " and was not renewed",
          process.name(),
          process.runs()
              ? "medchain cluster start center --folder " + seen.folder()
              : start(process));
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
      add(
          "process " + pid + " runs with its config and is not the one that it wrote down",
          process.name(),
          "kill " + pid);
    }
    if (run.state() == RunState.HELD) {
      add("its process stands still", process.name(), "kill -CONT " + run.pid());
    } else if (run.state() == RunState.ENDED && run.strangerAtPort()) {
      add(
          "it does not run, and port " + run.port() + " is taken by another process",
          process.name(),
          "ss -ltnp 'sport = :" + run.port() + "'; end that one, then " + start(process));
    } else if (run.state() == RunState.ENDED) {
      ended(process);
    } else if (process.status().isEmpty()) {
      add(
          "process " + run.pid() + " does not reply at its admin endpoint",
          process.name(),
          command("medchain cluster kill %s --folder %s, then ", process) + start(process));
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
    add(
        (process.run().pid() == 0 ? "it does not run" : "its process died") + said,
        process.name(),
        command);
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
      add("its store is missing", process.name(), recoverStore(process));
    }
    store
        .faults()
        .forEach(fault -> add("its store: " + fault, process.name(), recoverStore(process)));
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
      add(
          String.format(
              Locale.ROOT,
              "%d of %d members reply and a quorum needs %d: nothing is decided",
              replying(),
              members().size(),
              new QuorumSizes(members().size()).size()),
          "the cluster",
          startAll());
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
    add(
        "ALARM: " + process.status().orElseThrow().reason(),
        process.name(),
        "medchain cluster down --folder "
            + seen.folder()
            + ", delete nothing; then OPERATING.md, 'The ledger is shorter than it was'");
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
      add(
          String.format(
              Locale.ROOT, "it is at height %d and others at %d", status.height(), highest),
          process.name(),
          "medchain cluster status --folder %s shows whether it catches up; if not, %s%s"
              .formatted(
                  seen.folder(),
                  command("medchain cluster kill %s --folder %s and ", process),
                  start(process)));
    } else if (!status.ready()) {
      add("it is not ready: " + status.reason(), process.name(), missing(process, status));
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
