package org.medchain.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.incentive.ScarcityRules;

/** The lines of the golden file of the contracts' format, and what the plays met on their way. */
final class GoldenFormat {
  static final String FILE = "golden/contract-format.txt";
  private static final int BLOCKS = 150;

  final Set<Outcome> met = EnumSet.noneOf(Outcome.class);
  final Set<String> events = new TreeSet<>();
  private final Map<Integer, String> entries = new TreeMap<>();

  /** What is written, apart from a state. */
  static List<String> encodings() {
    List<String> lines = new ArrayList<>();
    for (Operation each : ContractSamples.operations()) {
      lines.add("operation " + each.type().number() + " " + each.encoded().toHex());
    }
    for (Event each : ContractSamples.events()) {
      lines.add("event " + each.encoded().at(0) + " " + each.encoded().toHex());
    }
    for (Outcome each : Outcome.values()) {
      lines.add("outcome " + each + " " + each.code());
    }
    return lines;
  }

  /**
   * The roots of the first {@code some} random plays of any operations, and of {@code each} kind.
   */
  List<String> plays(int some, int each) {
    List<String> lines = new ArrayList<>();
    for (int seed = 0; seed < some; seed++) {
      GoldenPlay play = new GoldenPlay(seed);
      lines.add("play " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < each; seed++) {
      ConsentPlay play = new ConsentPlay(seed, ConsentPlay.ATTESTATIONS);
      lines.add("attestations " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < each; seed++) {
      ConsentPlay play = new ConsentPlay(seed, ConsentPlay.DIRECTIVES);
      lines.add("directives " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < each; seed++) {
      ConsentPlay play = new ConsentPlay(seed, ConsentPlay.KEYS);
      lines.add("keys " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < each; seed++) {
      SearchPlay play = new SearchPlay(seed);
      lines.add("search " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < each; seed++) {
      DealPlay play = new DealPlay(seed);
      lines.add("deals " + seed + " " + play(play.chain, play::block));
    }
    ScarcityRules scarce = new ScarcityRules(true, 500, 50, ScarcityRules.MIN_BLOCK_WORK);
    for (int seed = 0; seed < each; seed++) {
      GoldenPlay play = new GoldenPlay(seed, GameScenario.PLAIN.with(scarce));
      lines.add("scarcity " + seed + " " + play(play.chain, play::block));
    }
    return lines;
  }

  /** Of each kind of entry of the state the first that was met. */
  List<String> entries() {
    List<String> lines = new ArrayList<>();
    entries.forEach((prefix, entry) -> lines.add("entry " + prefix + " " + entry));
    return lines;
  }

  private String play(TestChain chain, Runnable block) {
    Encoder roots = new Encoder();
    for (int i = 0; i < BLOCKS; i++) {
      block.run();
    }
    for (ExecutionResult last : chain.executions()) {
      for (Receipt receipt : last.receipts()) {
        met.add(Outcome.of(receipt));
        MedicalModules.events(receipt).forEach(each -> events.add(each.getClass().getSimpleName()));
      }
      roots.hash(last.stateRoot()).hash(last.receiptsRoot());
      last.members().ifPresent(members -> roots.list(members.keys()));
    }
    for (long height = 0; height <= chain.contract().height(); height += 10) {
      chain
          .contract()
          .stateAt(height)
          .orElseThrow()
          .tree()
          .forEach(
              (key, value) ->
                  entries.putIfAbsent(key.at(0) & 0xFF, key.toHex() + " " + value.toHex()));
    }
    return Hash.of(roots.toBytes()).toBytes().toHex();
  }

  /** What stands in the file. */
  static List<String> golden() throws IOException {
    try (InputStream in = GoldenFormat.class.getResourceAsStream("/" + FILE)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
