package org.medchain.faults.result;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.experiments.results.MachineDescription;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.history.HistoryOperation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The content of {@code manifest.json}: what was run, by which code, on what, and how it went. */
final class TestManifest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TestManifest() {}

  /**
   * As text.
   *
   * @param code which code, as {@link TestProvenance} says it
   */
  static String text(FinishedTest test, TestProvenance code) {
    ObjectNode root = JSON.createObjectNode();
    root.put("name", test.config().name()).put("workload", test.config().workload());
    root.put("host", test.config().host()).put("seed", test.config().seed());
    root.put("verdict", test.judgement().verdict().word());
    root.put("command_line", code.commandLine());
    root.setAll(code.fields());
    root.setAll(MachineDescription.describe());
    root.put("start", test.start().toString()).put("end", test.end().toString());
    root.put("wall_s", Duration.between(test.start(), test.end()).toMillis() / 1e3);
    operations(root.putObject("operations"), test.operations());
    ObjectNode faults = root.putObject("faults");
    counts(test.faults()).forEach((kind, count) -> faults.put(kind.word(), count));
    ArrayNode failed = root.putArray("faults_not_done");
    test.faults()
        .forEach(each -> each.problem().ifPresent(why -> failed.add(each.label() + ": " + why)));
    ArrayNode skipped = root.putArray("skipped_kinds");
    test.skipped().forEach(each -> skipped.add(each.word()));
    recoveries(root.putArray("recovery"), test.recoveries());
    RecoveryTable.json(root.putObject("recovery_by_kind"), test.recoveries());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void operations(ObjectNode to, List<HistoryOperation> operations) {
    CallOutcome.count(operations).forEach((outcome, count) -> to.put(outcome.word(), count));
    ObjectNode functions = to.putObject("ok_by_function");
    Map<String, Integer> ok = new TreeMap<>();
    for (HistoryOperation each : operations) {
      ok.merge(each.f(), each.isOk() ? 1 : 0, Integer::sum);
    }
    ok.forEach(functions::put);
  }

  private static Map<NemesisKind, Integer> counts(List<FaultSpan> faults) {
    Map<NemesisKind, Integer> counts = new TreeMap<>();
    faults.stream()
        .filter(each -> each.problem().isEmpty())
        .forEach(each -> counts.merge(each.fault().kind(), 1, Integer::sum));
    return counts;
  }

  private static void recoveries(ArrayNode to, List<RecoveryTime> times) {
    for (RecoveryTime each : times) {
      ObjectNode one = to.addObject();
      one.put("fault", each.kind().word());
      ArrayNode nodes = one.putArray("nodes");
      each.span().fault().nodes().forEach(nodes::add);
      one.put("from_s", each.span().fromNs() / 1e9).put("until_s", each.span().untilNs() / 1e9);
      each.fromBeginningNs().ifPresent(ns -> one.put("from_beginning_s", ns / 1e9));
      each.fromHealNs().ifPresent(ns -> one.put("from_heal_s", ns / 1e9));
    }
  }
}
