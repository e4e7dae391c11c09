package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;

/** GAME-10: the notebook's cells run, without any library, on what the commands write. */
@Tag("process")
class NotebookTest {
  private static final String NOTEBOOK =
      Repository.file("incentive-model/notebooks/results.ipynb").toString();

  private static final String RUN =
      """
      import json, os, sys
      sys.modules.update(pandas=None, matplotlib=None)
      os.environ["RESULTS"] = sys.argv[2]
      with open(sys.argv[1], encoding="utf-8") as file:
          notebook = json.load(file)
      assert notebook["nbformat"] == 4 and len({cell["id"] for cell in notebook["cells"]}) == 10
      for cell in notebook["cells"]:
          if cell["cell_type"] == "code":
              assert not cell["outputs"]
              exec(compile("".join(cell["source"]), cell["id"], "exec"), globals())
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "solve, hawk-dove.yaml, 2 exact 2/3 1/3 | 2/3 1/3",
    "evolve, hawk-dove.yaml, 'replicator [0.6667, 0.3333] stable node'",
    "analyse, credit-provider.yaml, T2 honest beats false"
  })
  void itsCellsRun(String command, String sample, String line) throws Exception {
    assertThat(GameRunner.run(command, GameRunner.sample(sample), "--out", folder).exit()).isZero();
    String results = folder.resolve("results.json").toString();
    PythonRun run = PythonRun.of("-c", RUN, NOTEBOOK, results);
    assertThat(run.exit()).as(run.out()).isZero();
    assertThat(run.out())
        .contains(line)
        .contains("without pandas: a list of")
        .endsWith("without matplotlib: no picture\n");
  }
}
