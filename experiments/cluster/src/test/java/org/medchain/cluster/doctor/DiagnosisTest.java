package org.medchain.cluster.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.medchain.cluster.doctor.ClusterObservation.MachineObservation;
import org.medchain.cluster.doctor.ProcessObservation.CredentialObservation;
import org.medchain.cluster.doctor.ProcessObservation.FileObservation;
import org.medchain.cluster.doctor.ProcessObservation.ProcessRole;
import org.medchain.cluster.doctor.ProcessObservation.RunObservation;
import org.medchain.cluster.doctor.ProcessObservation.RunState;
import org.medchain.cluster.doctor.ProcessObservation.StoreObservation;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;

/** CLUSTER-17: each state is named with its place and the command that mends it. */
class DiagnosisTest {
  static final Path FOLDER = Path.of("c");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final MachineObservation MACHINE =
      new MachineObservation(NOW, NOW, 100L << 30, 200L << 30);
  static final CredentialObservation CREDENTIALS =
      new CredentialObservation(
          "",
          Optional.of(NOW.minus(Duration.ofDays(1))),
          Optional.of(NOW.plus(Duration.ofDays(29))),
          false);
  static final RunObservation ENDED =
      new RunObservation(RunState.ENDED, 0, false, 7001, List.of(), "");

  private static NodeStatus status(String name, long height, String reason) {
    return status(name, height, reason, reason.isEmpty() ? NodeState.READY : NodeState.SYNCING);
  }

  private static NodeStatus status(String name, long height, String reason, NodeState state) {
    return new NodeStatus(
        name,
        "",
        "",
        reason.isEmpty(),
        state,
        0,
        reason,
        height,
        0,
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        1,
        "",
        List.of());
  }

  static ProcessObservation process(String name) {
    return new ProcessObservation(
        name,
        name.equals("center") ? ProcessRole.CENTER : ProcessRole.MEMBER,
        FOLDER.resolve(name),
        new FileObservation(
            "", "", CREDENTIALS, new StoreObservation(true, List.of()), List.of(), false),
        new RunObservation(RunState.RUNNING, 17, false, 7001, List.of(), ""),
        Optional.of(status(name, 40, "")));
  }

  private static ClusterObservation cluster(
      MachineObservation machine, UnaryOperator<ProcessObservation> planted) {
    List<ProcessObservation> all = new ArrayList<>();
    for (String each : List.of("center", "n0", "n1", "n2", "n3")) {
      all.add(planted.apply(process(each)));
    }
    return new ClusterObservation(FOLDER, "", all, machine, 16);
  }

  private static void found(ClusterObservation seen, String place, String fault, String command) {
    List<ClusterFinding> findings = Diagnosis.of(seen);
    assertThat(findings)
        .as("%s", findings)
        .anySatisfy(
            each -> {
              assertThat(each.place()).isEqualTo(place);
              assertThat(each.fault()).contains(fault);
              assertThat(each.command()).contains(command);
            });
    assertThat(findings).as("nothing besides").hasSize(1);
  }

  /** Plants a state in one process. */
  static void found(
      String name, UnaryOperator<ProcessObservation> planted, String fault, String command) {
    found(
        cluster(MACHINE, each -> each.name().equals(name) ? planted.apply(each) : each),
        name,
        fault,
        command);
  }

  static ProcessObservation with(ProcessObservation process, FileObservation files) {
    return new ProcessObservation(
        process.name(), process.role(), process.folder(), files, process.run(), process.status());
  }

  static ProcessObservation with(
      ProcessObservation process, RunObservation run, Optional<NodeStatus> status) {
    return new ProcessObservation(
        process.name(), process.role(), process.folder(), process.files(), run, status);
  }

  private static UnaryOperator<ProcessObservation> credentials(CredentialObservation planted) {
    return files(
        new FileObservation(
            "", "", planted, new StoreObservation(true, List.of()), List.of(), false));
  }

  private static UnaryOperator<ProcessObservation> run(RunObservation planted) {
    return each -> with(each, planted, Optional.empty());
  }

  private static UnaryOperator<ProcessObservation> run(
      RunState state, long pid, boolean strangerAtPort, String words) {
    return run(new RunObservation(state, pid, strangerAtPort, 7001, List.of(), words));
  }

  private static UnaryOperator<ProcessObservation> died(String words) {
    return run(RunState.ENDED, 17, false, words);
  }

  private static UnaryOperator<ProcessObservation> status(NodeStatus planted) {
    return each -> with(each, each.run(), Optional.of(planted));
  }

  private static UnaryOperator<ProcessObservation> files(FileObservation planted) {
    return each -> with(each, planted);
  }

  private static UnaryOperator<ProcessObservation> store(StoreObservation planted) {
    return files(new FileObservation("", "", CREDENTIALS, planted, List.of(), false));
  }

  @Test
  void nothingIsWrongWithAClusterAtWork() {
    assertThat(Diagnosis.of(cluster(MACHINE, each -> each))).isEmpty();
  }

  @Test
  void noCluster() {
    found(
        new ClusterObservation(FOLDER, "no cluster is here", List.of(), MACHINE, 0),
        "c",
        "no cluster is here",
        "cluster up --folder c");
  }

  @Test
  void processesThatDoNotRun() {
    found("center", run(ENDED), "it does not run", "cluster start center --folder c");
    found("n1", run(ENDED), "it does not run", "cluster start n1 --folder c");
    found("n1", died(""), "its process died", "cluster start n1");
    found(
        "n1",
        run(RunState.ENDED, 0, true, ""),
        "port 7001 is taken by another process",
        "ss -ltnp 'sport = :7001'");
  }

  /** A start mends an ended process only if nothing that it said is in the way. */
  @Test
  void processesThatSaidWhyTheyEnded() {
    found(
        "n1",
        died("n1: its store is an old copy: ... 'medchain cluster start n1 --recover' gives"),
        "its process died: n1: its store is an old copy",
        "cluster start n1 --folder c --recover");
    found(
        "n1",
        run(RunState.ENDED, 0, false, "is empty, but ... n1 --recover'"),
        "it does not run: is empty",
        "cluster start n1 --folder c --recover");
    found(
        "n1",
        died("n1: No space left on device"),
        "No space left on device",
        "make room in c/n1, then medchain cluster start n1 --folder c");
    found("n1", died("n1: out of heap"), "its process died: n1: out of heap", "cluster start n1");
    found("center", died("--recover"), "its process died", "cluster start center --folder c");
  }

  /** Each of them alone could be recovered; together they are more than f. */
  @Test
  void moreThanFMembersHaveLostTheirVotes() {
    ClusterObservation seen =
        cluster(
            MACHINE,
            each ->
                List.of("n0", "n1").contains(each.name())
                    ? died("an old copy: --recover").apply(each)
                    : each);
    assertThat(Diagnosis.of(seen))
        .extracting(ClusterFinding::toString)
        .hasSize(5)
        .contains(
            "the cluster: n0: its process died: an old copy: --recover; n1: its process died: an"
                + " old copy: --recover: so much is lost, and a quorum needs 3 of 4 members ->"
                + " medchain cluster recover --folder c");
    LostMembers lost = Diagnosis.lost(seen);
    assertThat(lost.names()).containsExactlyInAnyOrder("n0", "n1");
    assertThat(lost.withoutStore()).isEqualTo(lost.names());
    assertThat(lost.members()).isEqualTo(4);
  }

  @Test
  void processesThatDoNotReply() {
    found("n2", run(RunState.HELD, 17, false, ""), "stands still", "kill -CONT 17");
    found(
        "n2",
        run(RunState.RUNNING, 17, false, ""),
        "does not reply",
        "cluster kill n2 --folder c, then medchain cluster start n2");
  }

  @Test
  void aProcessThatAnInterruptedCommandLeft() {
    found(
        "n2",
        each ->
            with(
                each,
                new RunObservation(RunState.RUNNING, 17, false, 7001, List.of(23L), ""),
                each.status()),
        "process 23 runs with its config",
        "kill 23");
  }

  @Test
  void storesThatCannotBeUsed() {
    UnaryOperator<ProcessObservation> missing = store(new StoreObservation(false, List.of()));
    found("n3", missing, "its store is missing", "cluster start n3 --folder c --recover");
    found(
        "n3",
        store(new StoreObservation(true, List.of("log-1: record 5"))),
        "its store: log-1: record 5",
        "--recover");
    ClusterObservation fresh =
        cluster(
            MACHINE, each -> with(missing.apply(each), each.run(), Optional.of(status("", 0, ""))));
    assertThat(Diagnosis.of(fresh)).as("a new cluster has lost nothing").isEmpty();
  }

  @Test
  void credentialsThatCannotBeUsed() {
    Instant past = NOW.minus(Duration.ofDays(2));
    found(
        "n0",
        credentials(
            new CredentialObservation(
                "its credentials are missing", Optional.empty(), Optional.empty(), false)),
        "its credentials are missing",
        "cluster start n0 --folder c --recover");
    found(
        "n0",
        credentials(new CredentialObservation("", Optional.of(past), Optional.of(past), false)),
        "its certificate ended",
        "--recover");
    found(
        "n0",
        credentials(
            new CredentialObservation(
                "", Optional.of(past), Optional.of(NOW.plus(Duration.ofDays(1))), false)),
        "was not renewed",
        "cluster start center");
    found(
        "n0",
        credentials(new CredentialObservation("", CREDENTIALS.begin(), CREDENTIALS.end(), true)),
        "revoked",
        "--recover");
  }

  @Test
  void theClockIsOff() {
    found(
        cluster(
            new MachineObservation(NOW, NOW.plus(Duration.ofHours(1)), 100L << 30, 200L << 30),
            each -> each),
        "this machine",
        "the clock says",
        "timedatectl set-ntp true");
    found(
        "n0",
        credentials(
            new CredentialObservation(
                "", Optional.of(NOW.plus(Duration.ofHours(1))), CREDENTIALS.end(), false)),
        "the clock is wrong",
        "timedatectl");
  }

  @Test
  void theDiskIsNearlyFull() {
    found(
        cluster(new MachineObservation(NOW, NOW, 200L << 20, 200L << 30), each -> each),
        "c",
        "the disk has 200 MB left",
        "make room");
  }

  @Test
  void filesThatAreNotAsTheyShouldBe() {
    StoreObservation store = new StoreObservation(true, List.of());
    found(
        "n0",
        files(new FileObservation("no port", "", CREDENTIALS, store, List.of(), false)),
        "no port",
        "node --schema");
    found(
        "n0",
        files(new FileObservation("", "differs", CREDENTIALS, store, List.of(), false)),
        "differs",
        "cp c/genesis.bin c/n0");
    Path key = FOLDER.resolve("tls.pem");
    found(
        "n0",
        files(new FileObservation("", "", CREDENTIALS, store, List.of(key), false)),
        "others may read c/tls.pem",
        "chmod 600 c/tls.pem");
    found(
        "n0",
        files(new FileObservation("", "", CREDENTIALS, store, List.of(), true)),
        "its recovery was interrupted",
        "cluster start n0 --folder c --recover");
  }

  @Test
  void aNodeThatIsBehindOrNotReady() {
    found(
        "n1", status(status("n1", 40 - 17, "")), "at height 23 and others at 40", "cluster status");
    found(
        "n1",
        status(status("n1", 40, "reaches 1 of the 3")),
        "it is not ready: reaches 1 of the 3",
        "log");
  }

  /** NODE-17: nobody is told to start or to empty a node that is behind then. */
  @Test
  void aLedgerThatIsShorterThanItWas() {
    NodeStatus alarm = status("center", 540, "held here is height 540", NodeState.ALARM);
    found(
        cluster(
            MACHINE,
            each ->
                with(
                    each,
                    each.run(),
                    Optional.of(
                        each.name().equals("center") ? alarm : status(each.name(), 40, "")))),
        "center",
        "ALARM: held here is height 540",
        "medchain cluster down --folder c, delete nothing");
    NodeStatus follower = status("n3", 540, "held here is height 540", NodeState.ALARM);
    found("n3", status(follower), "ALARM", "The ledger is shorter than it was");
  }

  @Test
  void withoutAQuorumNothingIsDecided() {
    ClusterObservation seen =
        cluster(
            MACHINE,
            each -> List.of("n0", "n1").contains(each.name()) ? run(ENDED).apply(each) : each);
    assertThat(Diagnosis.of(seen))
        .extracting(ClusterFinding::toString)
        .hasSize(3)
        .contains(
            "the cluster: 2 of 4 members reply and a quorum needs 3: nothing is decided -> "
                + "medchain cluster up --folder c");
  }
}
