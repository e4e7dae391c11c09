package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code medchain center judge}: the center finds a record valid or false where no verifiers decide
 * (CON-9, INC-11, CLUSTER-25).
 */
@Command(
    name = "judge",
    description = {
      "Finds a record valid, once, which earns its patient the reward, but once for each content; "
          + "or false, once and for good: its patient is penalised, and nobody reads or buys it "
          + "from then on. Of a record that has verifiers it is refused: they decide."
    },
    mixinStandardHelpOptions = true)
final class JudgeCommand extends AnsweringCommand {
  @Mixin private CenterSelection addressed;

  @Parameters(paramLabel = "RECORD", description = "The record's id, 64 hexadecimal digits.")
  private String record;

  @ArgGroup(multiplicity = "1")
  private Finding finding;

  private static final class Finding {
    @Option(names = "--valid", description = "It is valid.")
    private boolean valid;

    @Option(names = "--false", description = "It is false.")
    private boolean foundFalse;
  }

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    CenterRequest order =
        new CenterRequest.JudgeRequest(CenterSelection.id("RECORD", record), finding.valid);
    try (CenterConnection center = CenterConnection.of(addressed.cluster())) {
      List<Receipt> receipts = center.execute(client -> client.execute(order));
      return CenterAnswer.of(receipts)
          .with("record", record)
          .with("found_false", finding.foundFalse);
    }
  }
}
