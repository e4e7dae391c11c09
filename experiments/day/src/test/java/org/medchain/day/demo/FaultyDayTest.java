package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.day.demo.DayFault.Kind;
import org.medchain.faults.node.LieKind;

/**
 * PROC-19: the day with one node killed, one agency killed and one lying between two of its steps
 * is the day without. One scenario alone: {@code experiments/medchain demo --fault lying@7}.
 */
@Tag("process")
class FaultyDayTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  @TempDir private Path temp;

  private List<String> play(List<DayFault> faults) throws Exception {
    ClusterFolder files =
        ClusterFolder.create(
            temp.resolve("cluster"),
            ClusterPlan.of(4).withHospitals().withClients(0).withJvm(DayCluster.SHORT_LIVED));
    LocalCluster cluster = LocalCluster.of(files.folder());
    List<String> lines = new ArrayList<>();
    DayTranscript transcript = new DayTranscript();
    try (OwnedCluster processes = new OwnedCluster(cluster)) {
      FaultyDay harm = new FaultyDay(processes, faults, lines::add);
      harm.start();
      DayReport report = new DayReport(lines::add);
      boolean well = new DemoDay(files, temp, report, transcript, harm).play();
      assertThat(well).as(String.join("\n", lines)).isTrue();
      transcript.isAsItMustBe();
      awaitOneHeight(cluster);
      processes.killAtOnce(cluster.members());
    }
    assertThat(cluster.running()).isEmpty();
    List<StoredDay> days = new ArrayList<>();
    for (int node : files.nodeNumbers()) {
      days.add(StoredDay.read(files.node(node), files.genesis()));
    }
    assertThat(days).allMatch(days.get(0)::equals);
    assertThat(days.get(0).repeated()).isEmpty();
    assertThat(leftByTransfers()).isEmpty();
    return lines;
  }

  /** Nodes may need a moment to execute what the others have executed. */
  private static void awaitOneHeight(LocalCluster cluster) throws Exception {
    long endNs = System.nanoTime() + LIMIT.toNanos();
    Set<Long> heights = new TreeSet<>();
    do {
      assertThat(System.nanoTime()).as("heights " + heights).isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(100);
      heights.clear();
      for (MemberState each : cluster.states()) {
        if (!each.member().role().equals("center")) {
          heights.add(each.status().orElseThrow().height());
        }
      }
    } while (heights.size() > 1);
  }

  /** Parts of files that commands fetch or encrypt. */
  private List<Path> leftByTransfers() throws IOException {
    try (Stream<Path> all = Files.walk(temp.resolve("identities"))) {
      return all.filter(each -> each.getParent().endsWith("work")).toList();
    }
  }

  /**
   * Where it hurts: what is placed and shared; requests after the first one of a command, whose
   * agency is gone by then; what is read, listed, proved and found by trapdoors; and the trade,
   * from the choice of a provider to its signature.
   */
  @Test
  void threeKindsOfFaultsLeaveTheDayAsItIs() throws Exception {
    List<String> lines =
        play(
            List.of(
                DayFault.of(Kind.LYING, number("patient upload") - 1),
                DayFault.of(Kind.NODE_KILLED, number("doctor attest") - 1),
                DayFault.of(Kind.AGENCY_KILLED, number("patient entrust")),
                DayFault.of(Kind.LYING, number("hospital serve")),
                DayFault.of(Kind.NODE_KILLED, number("institution match") - 1),
                DayFault.of(Kind.AGENCY_KILLED, number("patient sign DEAL --as patient-1") - 1)));
    assertThat(lines)
        .filteredOn(each -> each.startsWith("FAULT"))
        .extracting(each -> each.replaceAll("n\\d", "n").replaceAll(":.*", ""))
        .containsExactly(
            "FAULT  node n lies from now on",
            "FAULT  node n tells the truth again",
            "FAULT  node n is killed",
            "FAULT  node n is back",
            "FAULT  agency n was killed with a request of it",
            "FAULT  node n is back",
            "FAULT  node n lies from now on",
            "FAULT  node n tells the truth again",
            "FAULT  node n is killed",
            "FAULT  node n is back",
            "FAULT  agency n was killed with a request of it",
            "FAULT  node n is back");
  }

  /** Of the first step whose words begin so; from 1. */
  private static int number(String words) {
    return 1
        + DayStep.ALL.stream().map(each -> each.words().startsWith(words)).toList().indexOf(true);
  }

  private static List<DayFault> atEachGap(IntFunction<DayFault> kind) {
    return IntStream.range(1, DayStep.ALL.size()).mapToObj(kind).toList();
  }

  private static Stream<Arguments> all() {
    Stream<Arguments> killed =
        Stream.of(
            arguments("node-killed", atEachGap(gap -> DayFault.of(Kind.NODE_KILLED, gap))),
            arguments("agency-killed", atEachGap(gap -> DayFault.of(Kind.AGENCY_KILLED, gap))),
            arguments("lying", atEachGap(gap -> DayFault.of(Kind.LYING, gap))));
    Stream<Arguments> lies =
        EnumSet.allOf(LieKind.class).stream()
            .map(
                kind ->
                    arguments(
                        "lying:" + kind.text(),
                        atEachGap(gap -> new DayFault(Kind.LYING, gap, EnumSet.of(kind)))));
    String wanted = System.getProperty("medchain.faults", "");
    return Stream.concat(killed, lies)
        .filter(each -> wanted.isEmpty() || wanted.equals(each.get()[0]));
  }

  /** Another node at each gap; {@code -Dmedchain.faults=agency-killed} plays one of them. */
  @Tag("exhaustive")
  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void soDoesEachKindBetweenAnyTwoSteps(String name, List<DayFault> faults) throws Exception {
    assertThat(faults).as(name).hasSize(DayStep.ALL.size() - 1);
    play(faults);
  }

  /** One node from then on to the end. */
  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("gaps")
  void soDoesOneThatLiesFromAGapOn(int gap) throws Exception {
    play(List.of(DayFault.of(Kind.LYING, gap)));
  }

  private static IntStream gaps() {
    return IntStream.iterate(1, gap -> gap < DayStep.ALL.size(), gap -> gap + 5);
  }

  @Test
  void aFaultIsReadAsItIsWritten() throws Exception {
    assertThat(DayFault.parse("node-killed@4")).isEqualTo(DayFault.of(Kind.NODE_KILLED, 4));
    assertThat(DayFault.parse("agency-killed@16")).isEqualTo(DayFault.of(Kind.AGENCY_KILLED, 16));
    assertThat(DayFault.parse("lying@7")).isEqualTo(DayFault.of(Kind.LYING, 7));
    assertThat(DayFault.parse("lying:page,share@7"))
        .isEqualTo(new DayFault(Kind.LYING, 7, EnumSet.of(LieKind.PAGE, LieKind.SHARE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"node-killed", "node-killed@0", "killed@3", "lying:x@3", "node-killed:page@3", ""})
  void whatIsNoFaultIsRefused(String text) {
    assertThatThrownBy(() -> DayFault.parse(text))
        .hasMessageStartingWith("--fault: '" + text + "'; allowed is node-killed@N");
  }
}
