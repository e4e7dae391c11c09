package org.medchain.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.fuzz.ContractFuzzer;
import org.medchain.contract.opaque.Opaque;

final class GoldenFormat {
  static final String FILE = "golden/contract-format.txt";
  private static final int ORDERS = 1_600;

  /** An operation that is added gets plays of its own, so that these stay. */
  final ContractFuzzer fuzzer =
      new ContractFuzzer(0, number -> number <= 56 || number == Opaque.TYPE.number());

  private final Map<Integer, String> entries = new TreeMap<>();

  /** The written values, apart from a state. */
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

  /** The roots that the first random plays lead to. */
  List<String> plays(int count) {
    List<String> lines = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      lines.add("play " + seed + " " + fuzzer.roots(seed, ORDERS, this::note).toHex());
    }
    return lines;
  }

  private void note(WorldState state) {
    state
        .tree()
        .forEach(
            (key, value) ->
                entries.putIfAbsent(key.at(0) & 0xFF, key.toHex() + " " + value.toHex()));
  }

  /** Of each kind of entry of the state the first that was met. */
  List<String> entries() {
    List<String> lines = new ArrayList<>();
    entries.forEach((prefix, entry) -> lines.add("entry " + prefix + " " + entry));
    return lines;
  }

  /** The content of the file. */
  static List<String> golden() throws IOException {
    try (InputStream in = GoldenFormat.class.getResourceAsStream("/" + FILE)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
