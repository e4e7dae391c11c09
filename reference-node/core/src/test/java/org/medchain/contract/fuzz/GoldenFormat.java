package org.medchain.contract.fuzz;

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
import org.medchain.contract.ContractSamples;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;
import org.medchain.data.Receipt;

/** The lines of the golden file of the contracts' format, and what the plays met on their way. */
final class GoldenFormat {
  static final String FILE = "golden/contract-format.txt";
  private static final int ORDERS = 600;

  /** What the plays order: a new operation is not among them, so that these stay as they are. */
  private static final List<OperationType<?>> TYPES =
      ContractFuzzer.all().stream()
          .filter(each -> each.number() <= 48 || each.number() == 56 || each.number() == 128)
          .toList();

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

  /** The roots of the first random plays, each in a world of its own. */
  List<String> plays(int count) {
    List<String> lines = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      lines.add("play " + seed + " " + play(seed));
    }
    return lines;
  }

  /** Of each kind of entry of the state the first that was met. */
  List<String> entries() {
    List<String> lines = new ArrayList<>();
    entries.forEach((prefix, entry) -> lines.add("entry " + prefix + " " + entry));
    return lines;
  }

  private String play(long seed) {
    Encoder roots = new Encoder();
    WorldState state = new FuzzWorld(seed).genesis.state();
    for (Block block : new ContractFuzzer(0, TYPES).play(seed, ORDERS)) {
      BlockExecution execution = BlockExecution.of(MedicalModules.REGISTRY, state, block);
      state = execution.state();
      for (Receipt receipt : execution.receipts()) {
        met.add(Outcome.of(receipt));
        MedicalModules.events(receipt).forEach(each -> events.add(each.getClass().getSimpleName()));
      }
      roots.hash(state.tree().root()).hash(MerkleTree.rootOf(execution.receipts()));
      if (block.height() % 10 == 0) {
        state
            .tree()
            .forEach(
                (key, value) ->
                    entries.putIfAbsent(key.at(0) & 0xFF, key.toHex() + " " + value.toHex()));
      }
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
