package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.medchain.experiments.config.ConfigAxesTest.FILE;
import static org.medchain.experiments.config.ConfigAxesTest.GOOD;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CMP-58, EXP-42: what is wrong with an axis is one line with its place, or its option. */
class WrongAxesTest {
  static List<String> problems(String text, String... options) {
    Map<String, String> axes = new LinkedHashMap<>();
    for (String option : options) {
      axes.put(option.split("=", 2)[0], option.split("=", 2)[1]);
    }
    return catchThrowableOfType(
            UserInputException.class,
            () ->
                ConfigAxesTest.read(
                    text,
                    new ConfigOverrides(
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        axes)))
        .lines();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{workload.rate_tps: [5, -1]} | 5: workload.rate_tps is -1; allowed: a number",
        "{workload.rate: [5]} | 5: unknown key \"rate\" in workload (did you mean \"rate_tps\"?)",
        "{works: [5]} | 5: unknown key \"works\"",
        "{workload.rate_tps.x: [4]} | 5: workload.rate_tps is a mapping; allowed: a number",
        "{network: [5]} | 5: network is 5; allowed: the keys latency,",
        "{adversaries.nodes: [1]} | 5: adversaries is a mapping; allowed: a list of mappings",
        "{fault_plan: [crash]} | 5: fault_plan[0] is \"crash\"; allowed: the keys fault,",
        "{nodes: [4, 3]} | 5: nodes[0] is 3; allowed: an integer from 4 to 10000",
        "{pbft.window: [1, 2.5]} | 5: pbft.window is 2.5; allowed: an integer",
        "{pbft.requests: [signed, maces]} | 5: pbft.requests is \"maces\"; allowed: one of",
        "{network.loss: [0, .nan]} | 5: network.loss is \".nan\"; allowed: a number from 0 to"
            + " 0.99",
        "{workload.rate_tps: []} | 5: axes.workload.rate_tps is an empty list; allowed: a list"
            + " of 1 to",
        "{workload.rate_tps: 5} | 5: axes.workload.rate_tps is 5; allowed: a list of 1 to 256"
            + " values,",
        "{workload.rate_tps: } | 5: axes.workload.rate_tps has no value; allowed: a list of 1 to",
        "{workload.rate_tps: [5, 5.0]} | 5: workload.rate_tps names 5 twice; each may stand once",
        "{network.loss: {from: 0, to: 1, log: 3}} | 5: network.loss goes from 0 to 1; allowed:"
            + " upwards,",
        "{network.loss: {from: 1, to: 0, steps: 3}} | 5: network.loss goes from 1 to 0; allowed:"
            + " upwards",
        "{network.loss: {from: 1e-300, to: 1e300, log: 3}} | 5: network.loss is 1.0E300; allowed: a"
            + " number from 0 to 0.99",
        "{network.loss: {from: 0, log: 3, steps: 3}} | 5: network.loss goes from 0 to ; allowed:"
            + " upwards",
        "{network.loss: {from: 0, to: 1}} | 5: axes.network.loss has 2 keys; allowed: a list of"
            + " 1 to 256",
        "{network.loss: {from: 0, to: 1, log: x}} | 5: axes.network.loss.log is \"x\"; allowed:"
            + " an integer",
        "{network.loss: {from: 0, to: 1, steps: 1}} | 5: axes.network.loss.steps is 1; allowed:"
            + " an integer from 2 to 256",
        "{network.loss: {from: .nan, to: 1, steps: 2}} | 5: axes.network.loss.from is \".nan\";"
            + " allowed: a number",
        "{network.loss: {from: 0, to: 1, step: 2}} | 5: unknown key \"step\" in"
            + " axes.network.loss (did you mean \"steps\"?)",
        "{pbft.window: {from: 1, to: 1001, steps: 2}} | 5: pbft.window is 1001; allowed: an"
            + " integer from 1 to 1000",
        "{pbft.window: {from: 1, to: 256, steps: 256}, pbft.batch_transactions: {from: 1, to:"
            + " 99, steps: 99}} | 5: axes make more than 10000 points",
        "{seed: [1, 2]} | 5: axes has seed, which is one for all trials; allowed: any other key",
        "{name: [a, b]} | 5: axes has name, which is one for all trials",
        "{repeats: [1, 2]} | 5: axes has repeats, which is one for all trials",
        "{axes: [1, 2]} | 5: axes has axes, which is one for all trials",
        "{where: [nodes > 4]} | 5: axes has where, which is one for all trials",
        "{workload.dataset: [a, b]} | 5: axes has workload.dataset, which is one for all trials",
        "[{nodes: [4, 7], pbft.window: [1]}] | 5: nodes and pbft.window step together, but have"
            + " 2 and 1 values;",
        "[{nodes: [4, 4], pbft.window: [1, 1]}] | 5: nodes and pbft.window names 4 and 1 twice;"
            + " each may",
        "[{nodes: [4, 7]}, {nodes: [4]}] | 5: nodes is on another axis already; a key may be one"
            + " axis",
        "{network.latency: [{median_ms: 3}], network.latency.sigma: [0.1]} | 5:"
            + " network.latency.sigma is on another axis already",
        "[{pow.retarget.rule: [asert], pow.retarget: [{rule: asert}]}] | 5: pow.retarget is on"
            + " another axis already",
        "{protocols: [pbft, pow]} | 2: protocols is a list here, and an axis under axes too; a"
            + " key may be one axis",
        "{} | 5: axes has no keys; allowed: a mapping of keys' paths, as workload.rate_tps, to"
            + " values, or a list",
        "[] | 5: axes is an empty list; allowed: a mapping of keys' paths",
        "[4] | 5: axes[0] is 4; allowed: a mapping of keys' paths to values",
        "5 | 5: axes is 5; allowed: a mapping of keys' paths",
        "{nodes: [4]}\\nwhere: nodes => 4 | 6: \"nodes => 4\" is no condition; conditions such as",
        "{nodes: [4]}\\nwhere: nodes >= | 6: \"nodes >=\" is no condition; conditions such as"
            + " 'nodes >= 7' are wanted",
        "{nodes: [4]}\\nwhere: [size > 4] | 6: where: size is no coordinate of a cell; allowed:",
        "{nodes: [4]}\\nwhere: [fault > 4] | 6: where: fault has no order; allowed:",
        "{nodes: [4]}\\nwhere: nodes > many | 6: where: many is no number; allowed:",
        "{nodes: [4]}\\nwhere: [] | 6: where is an empty list; allowed: a condition such as"
            + " nodes >= 7",
        "{nodes: [4]}\\nwhere: 4 | 6: where is 4; allowed: a condition such as nodes >= 7",
        "{nodes: [4]}\\nwhere: nodes > 4 | 6: where leaves no cell"
      })
  void wrongAxesHaveOneLineWithTheirPlace(String axes, String line) {
    assertThat(problems(GOOD + "axes: " + axes.replace("\\n", "\n") + "\n"))
        .singleElement()
        .asString()
        .startsWith(FILE + ":" + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "workload.rate_tps=5,-1 | workload.rate_tps is -1; allowed: a number",
        "workload.rate_tps= | axes.workload.rate_tps is an empty list; allowed: a list of 1 to",
        "workload.rate_tps=[1 | axes.workload.rate_tps is \"[[1]\"; allowed: a list of 1 to",
        "workload.rate_tps=5..x/log3 | axes.workload.rate_tps.to is \"x\"; allowed: a number",
        "pbft.window=1..64/log1 | axes.pbft.window.log is 1; allowed: an integer from 2 to 256",
        "pbft.window=64..1/steps3 | pbft.window goes from 64 to 1; allowed: upwards",
        "seed=1,2 | axes has seed, which is one for all trials",
        "work.rate=1 | unknown key \"work\"",
        "nodes=4,7,2 | nodes[0] is 2; allowed: an integer from 4"
      })
  void wrongOptionsNameThemselves(String option, String line) {
    assertThat(problems(GOOD, option))
        .singleElement()
        .asString()
        .startsWith("--axis " + option.split("=", 2)[0] + ": " + line);
  }

  /** All at once, in the order of the file. */
  @Test
  void allWrongValuesAreToldTogether() {
    assertThat(
            problems(
                GOOD + "axes:\n  pbft.window: [0, 1]\n  network.loss: [0, 2, 3]\nsignatures: x\n"))
        .hasSize(4)
        .extracting(line -> line.substring(FILE.toString().length(), FILE.toString().length() + 3))
        .containsExactly(":6:", ":7:", ":7:", ":8:");
  }
}
