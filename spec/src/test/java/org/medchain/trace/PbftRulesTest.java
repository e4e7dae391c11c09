package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TRACE-5, TRACE-14, TRACE-15: each rule of the PBFT model rejects a trace. */
class PbftRulesTest {
  /** As many as there were when they were first counted; fewer would mean that they are misread. */
  private static final int RULES = 95;

  @Test
  void everyRuleIsBrokenByALastLine(@TempDir Path folder) throws Exception {
    List<TraceTable.Broken> all = PbftBrokenTraces.all();
    List<Path> files = new ArrayList<>();
    for (TraceTable.Broken each : all) {
      files.add(Files.write(folder.resolve(files.size() + ".jsonl"), each.lines()));
    }
    List<TraceVerdict> verdicts = TraceTestFiles.checker().check("PbftTrace", files).verdicts();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      TraceVerdict expected = all.get(i).verdict();
      if (!verdicts.get(i).equals(expected)) {
        wrong.add(expected + ", but " + verdicts.get(i));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A rule that stands in two actions needs a trace of each, or of what both share. */
  @Test
  void noRuleIsWithoutARejectedTrace() throws IOException {
    ModelRules rules = ModelRules.read();
    Set<ModelRules.Site> unbroken = new TreeSet<>(rules.sites());
    assertThat(unbroken).hasSizeGreaterThanOrEqualTo(RULES);
    for (TraceTable.Broken each : PbftBrokenTraces.all()) {
      List<String> lines = each.lines();
      String last = lines.get(lines.size() - 1);
      String action = last.replaceFirst(".*\"action\":\"(\\w+)\".*", "$1");
      unbroken.removeAll(rules.brokenBy(action, each.rule()));
    }
    assertThat(unbroken).isEmpty();
  }
}
