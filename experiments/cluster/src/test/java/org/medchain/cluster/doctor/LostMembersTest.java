package org.medchain.cluster.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.MemberState.RunState;
import org.medchain.consensus.QuorumSizes;

/** CLUSTER-26, CLUSTER-27: what the doctor says where members are lost for good. */
class LostMembersTest {
  /** CLUSTER-26: of all losses, no step is printed that would be refused when its turn comes. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 7})
  void stepsStandInTheOrderInWhichTheyAreRun(int nodes) {
    int quorum = new QuorumSizes(nodes).size();
    for (int lost = 0; lost <= nodes; lost++) {
      for (boolean running : List.of(true, false)) {
        List<String> steps = steps(nodes, lost, running);
        String as = nodes + " nodes, " + lost + " lost, running " + running + ": " + steps;
        List<String> kept = names(lost, nodes);
        if (lost == 0) {
          assertThat(steps).as(as).allMatch("medchain cluster up --folder c"::equals);
          assertThat(steps.isEmpty()).as(as).isEqualTo(running);
        } else if (nodes - lost >= quorum) {
          String start = "medchain cluster start center " + String.join(" ", kept) + " --folder c";
          List<String> expected = new ArrayList<>(running ? List.of() : List.of(start));
          names(0, lost)
              .forEach(
                  each -> expected.add("medchain cluster start " + each + " --folder c --recover"));
          assertThat(steps.stream().distinct()).as(as).containsExactlyElementsOf(expected);
        } else {
          assertThat(steps).as(as).hasSize(kept.size() + 3);
          assertThat(steps.subList(kept.size(), steps.size()))
              .as(as)
              .containsExactly(
                  "medchain cluster down --folder c",
                  "medchain cluster recover --folder c",
                  "medchain cluster up --folder c");
        }
      }
    }
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(each -> "n" + each).toList();
  }

  /** Of a cluster of which the first members' folders are lost. */
  private static List<String> steps(int nodes, int lost, boolean running) {
    List<ProcessObservation> all = new ArrayList<>();
    List<String> gone = names(0, lost);
    for (String each : Stream.concat(Stream.of("center"), names(0, nodes).stream()).toList()) {
      ProcessObservation seen = DiagnosisTest.process(each);
      if (gone.contains(each)) {
        seen = gone(each);
      } else if (!running) {
        seen = DiagnosisTest.silent(seen, RunState.ENDED, 0, "");
      }
      all.add(seen);
    }
    return commands(all);
  }

  private static ProcessObservation gone(String name) {
    ProcessObservation process =
        DiagnosisTest.with(DiagnosisTest.process(name), Map.of("store", false));
    return DiagnosisTest.faulty(
        DiagnosisTest.silent(process, RunState.ENDED, 0, ""), ProcessObservation.FOLDER_LOST);
  }

  private static List<String> commands(List<ProcessObservation> all) {
    return Diagnosis.of(DiagnosisTest.seen(all)).stream().map(ClusterFinding::command).toList();
  }

  /** CLUSTER-26: of four members two answer from other machines, and one is lost. */
  @Test
  void whoAnswersElsewhereIsNotLost() {
    List<ProcessObservation> all = new ArrayList<>(List.of(DiagnosisTest.process("center")));
    for (String each : names(0, 2)) {
      all.add(DiagnosisTest.silent(gone(each), RunState.ELSEWHERE, 0, ""));
    }
    all.addAll(List.of(gone("n2"), DiagnosisTest.process("n3")));
    assertThat(commands(all)).containsExactly("medchain cluster start n2 --folder c --recover");
  }

  @Test
  void whatTheClusterDoesNotAcceptComesFirst() {
    List<ProcessObservation> all = new ArrayList<>();
    for (String each : List.of("center", "n0", "n1", "n2", "n3")) {
      ProcessObservation process = each.equals("n3") ? gone(each) : DiagnosisTest.process(each);
      all.add(
          each.equals("n1")
              ? DiagnosisTest.faulty(process, ProcessObservation.UNACCEPTED, "it accepts", "c/n1")
              : process);
    }
    assertThat(commands(all)).containsExactly("medchain cluster accept --from c/n1 --to c");
    assertThat(Diagnosis.lost(DiagnosisTest.seen(all)).members()).isEqualTo(4);
    assertThat(Diagnosis.lost(DiagnosisTest.seen(all)).unaccepted()).hasSize(1);
    all.set(2, DiagnosisTest.faulty(all.get(2), ProcessObservation.TWO_HISTORIES, "ALARM: its"));
    assertThat(Diagnosis.of(DiagnosisTest.seen(all)))
        .extracting(ClusterFinding::fault)
        .containsExactly("ALARM: its");
    all.set(2, DiagnosisTest.silent(gone("n1"), RunState.ELSEWHERE, 0, "the center has signed"));
    assertThat(Diagnosis.of(DiagnosisTest.seen(all)))
        .extracting(ClusterFinding::fault)
        .containsExactly("the center has signed");
  }
}
