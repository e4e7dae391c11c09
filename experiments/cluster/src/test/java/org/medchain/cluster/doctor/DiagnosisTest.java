package org.medchain.cluster.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.MemberState.RunState;
import org.medchain.cluster.doctor.ProcessObservation.ProcessRole;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;

/** CLUSTER-17: each state is named with its place and the command that mends it. */
class DiagnosisTest {
  static final Path FOLDER = Path.of("c");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration HOUR = Duration.ofHours(1);

  /** In one process of a cluster that is well, and the only finding. */
  record PlantedState(
      String name, UnaryOperator<ProcessObservation> state, String fault, String command) {
    @Override
    public String toString() {
      return name + ": " + fault;
    }
  }

  private static NodeStatus status(long height, String reason, NodeState state) {
    return new NodeStatus(
        "",
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
        state(name, RunState.RUNNING, 17, "", Optional.of(status(40, "", NodeState.READY))),
        name.equals("center") ? ProcessRole.CENTER : ProcessRole.MEMBER,
        List.of(),
        true,
        List.of());
  }

  private static MemberState state(
      String name, RunState run, long pid, String words, Optional<NodeStatus> status) {
    URI door = URI.create("http://127.0.0.1:1");
    Optional<RunningProcess> running =
        pid == 0
            ? Optional.empty()
            : Optional.of(new RunningProcess(pid, Optional.empty(), "a:1", door, Optional.empty()));
    ClusterMember member = new ClusterMember(name, "", "", FOLDER.resolve(name), FOLDER);
    return new MemberState(member, running, run, status, words);
  }

  private static ClusterObservation cluster(UnaryOperator<ProcessObservation> planted) {
    List<ProcessObservation> all = new ArrayList<>();
    for (String each : List.of("center", "n0", "n1", "n2", "n3")) {
      all.add(planted.apply(process(each)));
    }
    return seen(all);
  }

  static ClusterObservation seen(List<ProcessObservation> all) {
    return new ClusterObservation(FOLDER, List.of(), all, NOW, 16);
  }

  private static void found(ClusterObservation seen, String place, String fault, String command) {
    List<ClusterFinding> findings = Diagnosis.of(seen);
    assertThat(findings).as("%s, and nothing besides", findings).hasSize(1);
    assertThat(findings.getFirst().place()).isEqualTo(place);
    assertThat(findings.getFirst().fault()).contains(fault);
    assertThat(findings.getFirst().command()).contains(command);
  }

  static ProcessObservation faulty(ProcessObservation process, String kind, Object... values) {
    return with(process, Map.of("faults", List.of(SeenFault.of(kind, values))));
  }

  private static UnaryOperator<ProcessObservation> fault(String kind, Object... values) {
    return each -> faulty(each, kind, values);
  }

  /** A copy of which these components are others. */
  @SuppressWarnings("unchecked")
  static <R extends Record> R with(R record, Map<String, ?> others) {
    RecordComponent[] parts = record.getClass().getRecordComponents();
    Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] values = new Object[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        Object changed = others.get(parts[i].getName());
        values[i] = changed == null ? parts[i].getAccessor().invoke(record) : changed;
      }
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static ProcessObservation silent(
      ProcessObservation process, RunState run, long pid, String words) {
    return with(
        process, Map.of("process", state(process.name(), run, pid, words, Optional.empty())));
  }

  private static UnaryOperator<ProcessObservation> run(RunState state, long pid, String words) {
    return each -> silent(each, state, pid, words);
  }

  private static UnaryOperator<ProcessObservation> died(String words) {
    return run(RunState.ENDED, 17, words);
  }

  private static UnaryOperator<ProcessObservation> says(NodeStatus status) {
    return each ->
        with(
            each,
            Map.of("process", state(each.name(), RunState.RUNNING, 17, "", Optional.of(status))));
  }

  private static UnaryOperator<ProcessObservation> store(boolean present, String... faults) {
    return each -> with(each, Map.of("store", present, "storeFaults", List.of(faults)));
  }

  static Stream<PlantedState> states() {
    return Stream.of(processes(), said(), filesAndCredentials(), standing()).flatMap(List::stream);
  }

  private static List<PlantedState> processes() {
    UnaryOperator<ProcessObservation> ended = run(RunState.ENDED, 0, "");
    return List.of(
        new PlantedState("center", ended, "it does not run", "cluster start center --folder c"),
        new PlantedState("n1", ended, "it does not run", "cluster start n1 --folder c"),
        new PlantedState("n1", died(""), "its process died", "cluster start n1"),
        new PlantedState(
            "n1",
            each -> faulty(silent(each, RunState.ENDED, 0, ""), "port_taken", 7001),
            "port 7001 is taken by another process",
            "ss -ltnp 'sport = :7001'"),
        new PlantedState(
            "n2",
            each -> faulty(silent(each, RunState.HELD, 17, ""), "held", 17),
            "stands still",
            "kill -CONT 17"),
        new PlantedState(
            "n2",
            run(RunState.RUNNING, 17, ""),
            "does not reply",
            "cluster kill n2 --folder c, then medchain cluster start n2"),
        new PlantedState(
            "n2", fault("unknown_process", 23), "process 23 runs with its config", "kill 23"));
  }

  /** A start mends an ended process only if nothing that it said is in the way. */
  private static List<PlantedState> said() {
    return List.of(
        new PlantedState(
            "n1",
            died("n1: its store is an old copy: ... 'medchain cluster start n1 --recover' gives"),
            "its process died: n1: its store is an old copy",
            "cluster start n1 --folder c --recover"),
        new PlantedState(
            "n1",
            run(RunState.ENDED, 0, "is empty, but ... n1 --recover'"),
            "it does not run: is empty",
            "cluster start n1 --folder c --recover"),
        new PlantedState(
            "n1",
            died("n1: No space left on device"),
            "No space left on device",
            "make room in c/n1, then medchain cluster start n1 --folder c"),
        new PlantedState(
            "n1", died("n1: out of heap"), "its process died: n1: out of heap", "cluster start n1"),
        new PlantedState(
            "center", died("--recover"), "its process died", "cluster start center --folder c"));
  }

  /** {@link ClusterObserverTest} plants the others in files. */
  private static List<PlantedState> filesAndCredentials() {
    String recover = "cluster start n0 --folder c --recover";
    return List.of(
        new PlantedState("n0", store(false), "its store is missing", recover),
        new PlantedState(
            "n0", store(true, "log-1: record 5"), "its store: log-1: record 5", "--recover"),
        new PlantedState(
            "n0", fault("genesis", "differs", "c/n0"), "differs", "cp c/genesis.bin c/n0"),
        new PlantedState(
            "n0", fault("certificate_ended", NOW), "its certificate ended", "--recover"),
        new PlantedState(
            "n0", fault("certificate_begins", NOW), "the clock is wrong", "timedatectl"));
  }

  private static List<PlantedState> standing() {
    return List.of(
        new PlantedState(
            "n1",
            says(status(40 - 17, "", NodeState.READY)),
            "at height 23 and others at 40",
            "cluster status"),
        new PlantedState(
            "n1",
            says(status(40, "reaches 1 of the 3", NodeState.SYNCING)),
            "it is not ready: reaches 1 of the 3",
            "log"),
        alarm("n3"), // NODE-17: nobody is told to start or to empty a node that is behind then
        alarm("center"));
  }

  private static PlantedState alarm(String name) {
    return new PlantedState(
        name,
        says(status(540, "held here is height 540", NodeState.ALARM)),
        "ALARM: held here is height 540",
        "medchain cluster down --folder c, delete nothing; then OPERATING.md, 'The ledger is");
  }

  @ParameterizedTest
  @MethodSource("states")
  void eachStateIsTheOnlyFinding(PlantedState planted) {
    found(
        cluster(each -> each.name().equals(planted.name()) ? planted.state().apply(each) : each),
        planted.name(),
        planted.fault(),
        planted.command());
  }

  @Test
  void whatIsWellOrNewIsNoFinding() {
    assertThat(Diagnosis.of(cluster(each -> each))).isEmpty();
    UnaryOperator<ProcessObservation> begun = says(status(0, "", NodeState.READY));
    assertThat(Diagnosis.of(cluster(each -> begun.apply(store(false).apply(each)))))
        .as("a new cluster has lost nothing")
        .isEmpty();
  }

  @Test
  void theFolderAndTheMachineAreLookedAt() {
    long much = 100L << 30;
    assertThat(ClusterObserver.machine(FOLDER, NOW, NOW, much, 2 * much)).isEmpty();
    Map<String, List<ClusterFinding>> machines =
        Map.of(
            "this machine: the clock says 2026-01-02T03:04:05Z, and files of the cluster are of"
                + " later -> timedatectl set-ntp true",
            ClusterObserver.machine(FOLDER, NOW, NOW.plus(HOUR), much, 2 * much),
            "c: the disk has 200 MB left -> du -sh c/nodes/*; make room and start what has ended",
            ClusterObserver.machine(FOLDER, NOW, NOW, 200L << 20, 2 * much));
    machines.forEach(
        (text, whole) ->
            assertThat(Diagnosis.of(with(cluster(each -> each), Map.of("whole", whole))))
                .extracting(ClusterFinding::toString)
                .containsExactly(text));
  }

  /** Each of them alone could be recovered; together they are more than f. */
  @Test
  void moreThanFMembersHaveLostTheirVotes() {
    ClusterObservation seen = cluster(each -> first(each, died("an old copy: --recover")));
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

  private static ProcessObservation first(
      ProcessObservation each, UnaryOperator<ProcessObservation> planted) {
    return List.of("n0", "n1").contains(each.name()) ? planted.apply(each) : each;
  }

  @Test
  void withoutAQuorumNothingIsDecided() {
    assertThat(Diagnosis.of(cluster(each -> first(each, died("")))))
        .extracting(ClusterFinding::toString)
        .hasSize(3)
        .contains(
            "the cluster: 2 of 4 members reply and a quorum needs 3: nothing is decided -> "
                + "medchain cluster up --folder c");
  }
}
