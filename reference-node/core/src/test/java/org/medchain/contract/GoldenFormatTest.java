package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.medchain.checkout.Repository;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;

/**
 * CON-1, CON-2, CON-4, CON-15: what the contracts write, byte for byte: operations, events, the
 * codes of outcomes, the entries of the state, and the roots of random plays. The file is written
 * again with {@code -Drewrite}; a change of it is a change of the format.
 */
@Tag("statistical")
class GoldenFormatTest {
  private static final String FILE = "golden/contract-format.txt";
  private static final int PLAYS = 100;
  private static final int CONSENT_PLAYS = 20;
  private static final int BLOCKS = 150;

  /** What every play together must have met; the rest takes more participants or points. */
  private static final Set<Outcome> RARE =
      EnumSet.of(Outcome.SUPPLY_EXHAUSTED, Outcome.NOT_READ_ONLY, Outcome.NOT_SEALED);

  private final EnumSet<Outcome> met = EnumSet.noneOf(Outcome.class);
  private final Set<String> events = new TreeSet<>();
  private final Map<Integer, String> entries = new TreeMap<>();

  @Example
  void theFormatIsWhatItWas() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Operation each : ContractSamples.operations()) {
      lines.add("operation " + each.type().number() + " " + hex(each.encoded()));
    }
    for (Event each : ContractSamples.events()) {
      lines.add("event " + each.encoded().at(0) + " " + hex(each.encoded()));
    }
    for (Outcome each : Outcome.values()) {
      lines.add("outcome " + each + " " + each.code());
    }
    for (int seed = 0; seed < PLAYS; seed++) {
      GoldenPlay play = new GoldenPlay(seed);
      lines.add("play " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < CONSENT_PLAYS; seed++) {
      ConsentPlay play = new ConsentPlay(seed, ConsentPlay.ATTESTATIONS);
      lines.add("attestations " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < CONSENT_PLAYS; seed++) {
      ConsentPlay play = new ConsentPlay(seed, ConsentPlay.DIRECTIVES);
      lines.add("directives " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < CONSENT_PLAYS; seed++) {
      ConsentPlay play = new ConsentPlay(seed, ConsentPlay.KEYS);
      lines.add("keys " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < CONSENT_PLAYS; seed++) {
      SearchPlay play = new SearchPlay(seed);
      lines.add("search " + seed + " " + play(play.chain, play::block));
    }
    for (int seed = 0; seed < CONSENT_PLAYS; seed++) {
      DealPlay play = new DealPlay(seed);
      lines.add("deals " + seed + " " + play(play.chain, play::block));
    }
    entries.forEach((prefix, entry) -> lines.add("entry " + prefix + " " + entry));
    assertThat(EnumSet.complementOf(met)).isEqualTo(RARE);
    for (Event each : ContractSamples.events()) {
      assertThat(events).contains(each.getClass().getSimpleName());
    }
    if (System.getProperty("rewrite") != null) {
      Files.write(Repository.file("reference-node/core/src/test/resources").resolve(FILE), lines);
    }
    assertThat(lines).isEqualTo(golden());
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
              (key, value) -> entries.putIfAbsent(key.at(0) & 0xFF, hex(key) + " " + hex(value)));
    }
    return hex(Hash.of(roots.toBytes()).toBytes());
  }

  private static String hex(Bytes bytes) {
    return bytes.toHex();
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = GoldenFormatTest.class.getResourceAsStream("/" + FILE)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
