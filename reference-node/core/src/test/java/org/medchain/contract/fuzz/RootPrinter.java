package org.medchain.contract.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;

/** Executes a file's blocks in a machine of its own, and prints its sort and the roots. */
final class RootPrinter {
  private RootPrinter() {}

  /** A file: a line "world" and a seed, then a line in hexadecimal for each block on it. */
  public static void main(String[] files) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    out.println(machine());
    WorldState state = new FuzzWorld(0).genesis.state();
    for (String line : Files.readAllLines(Path.of(files[0]))) {
      if (line.startsWith("world ")) {
        long seed = Long.parseLong(line.substring("world ".length()));
        state = new FuzzWorld(seed).genesis.state();
        continue;
      }
      Block block = Decoder.decode(Bytes.fromHex(line), Block::decode);
      BlockExecution execution = BlockExecution.of(MedicalModules.REGISTRY, state, block);
      state = execution.state();
      out.println(state.tree().root().toHex() + " " + MerkleTree.rootOf(execution.receipts()));
    }
  }

  /** Language, time zone, and the order in which this machine tells the elements of a set. */
  private static String machine() {
    Set<String> names =
        Set.of(IntStream.range(0, 300).mapToObj(Integer::toString).toArray(String[]::new));
    String order = names.stream().collect(Collectors.joining(","));
    Object one = new Object();
    Object other = new Object();
    return String.join(
        " ",
        Locale.getDefault().toLanguageTag(),
        ZoneId.systemDefault().getId(),
        Hash.of(Bytes.utf8(order)).toHex(),
        "identity " + (one.hashCode() == other.hashCode()));
  }
}
