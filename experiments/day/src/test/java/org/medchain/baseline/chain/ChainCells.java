package org.medchain.baseline.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.data.Bytes;

/** Cells of the chain's systems, and what was expected of them. */
final class ChainCells {
  private static final long VISIT_MS = 1_790_000_000_000L;

  private ChainCells() {}

  /** Ten records of three patients. */
  static List<RecordEntry> records() {
    List<RecordEntry> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(
          new RecordEntry(
              "record-" + i,
              "patient-" + i % 3,
              "doctor-" + i % 2,
              "Observation",
              "visit " + i,
              VISIT_MS + i,
              Bytes.utf8("content of record " + i)));
    }
    return all;
  }

  static void put(RecordSystem system) throws Exception {
    for (RecordEntry each : records()) {
      system.put(each);
    }
  }

  /** By attack: effect, who notices, whether it is provable. */
  static Map<String, String> expected(String system) throws Exception {
    try (InputStream in =
        AttackKind.class.getResourceAsStream(
            "/org/medchain/baseline/expected/" + system + ".csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .collect(
              Collectors.toMap(
                  each -> each.substring(0, each.indexOf(',')),
                  each -> each.substring(each.indexOf(',') + 1)));
    }
  }

  /** Carries one out, and compares; its log is shown if it is another one. */
  static void check(RecordSystem system, AttackKind attack) throws Exception {
    List<String> log = new ArrayList<>();
    AttackOutcome seen = system.suffer(attack, records(), log::add);
    assertThat(log).isNotEmpty();
    assertThat("%s,%s,%s".formatted(seen.effect().key(), seen.notice().by(), seen.provable()))
        .as(attack.key() + ": " + seen.told() + "\n" + String.join("\n", log))
        .matches(expected(system.kind().key()).get(attack.key()));
  }
}
