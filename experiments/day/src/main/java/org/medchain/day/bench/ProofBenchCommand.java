package org.medchain.day.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medchain.data.SignatureScheme;
import org.medchain.experiments.bench.BenchmarkCommand;
import org.medchain.node.crypto.NativeEd25519;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code medchain bench proof} (PROC-14). */
@Command(name = "proof", mixinStandardHelpOptions = true, resourceBundle = "org.medchain.day.help")
public final class ProofBenchCommand extends BenchmarkCommand {
  private static final List<Integer> NODES = List.of(4, 7, 10, 31, 100);
  private static final List<Integer> EPOCHS = List.of(1, 2, 5, 20);

  @Option(names = "--rounds", defaultValue = "15")
  private int rounds;

  @Option(names = "--out", paramLabel = "FILE")
  private Path out;

  public ProofBenchCommand() {}

  @Override
  public Integer call() throws IOException {
    requirePositive("--rounds", rounds);
    SignatureScheme scheme = NativeEd25519.orPortable();
    StringBuilder table = new StringBuilder(ProofCost.HEAD);
    boolean kept = true;
    ProofCost unusedWarming = ProofCost.of(new SampleProofs(scheme, 4), scheme, 4, 5, 20 * rounds);
    for (int nodes : NODES) {
      SampleProofs samples = new SampleProofs(scheme, nodes);
      for (int epochs : EPOCHS) {
        ProofCost cost = ProofCost.of(samples, scheme, nodes, epochs, rounds);
        table.append(cost.csv());
        kept &= cost.keepsLimit().orElse(true);
        say(line(cost));
      }
    }
    write(out, "results/bench/proof.csv", table.toString());
    return kept ? 0 : 1;
  }

  private static String line(ProofCost cost) {
    return String.format(
            Locale.ROOT,
            "%3d nodes, %2d epochs: %,9d bytes, %5d signatures, %,8.0f µs",
            cost.nodes(),
            cost.epochs(),
            cost.bytes(),
            cost.signatures(),
            cost.verifyUs())
        + cost.keepsLimit().map(kept -> kept ? ", within 4 KiB" : ", MORE THAN 4 KiB").orElse("");
  }
}
