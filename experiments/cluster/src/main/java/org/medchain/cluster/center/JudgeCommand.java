package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code medchain center judge}: the center finds a record false where no verifiers decide (CON-9,
 * CLUSTER-25).
 */
@Command(
    name = "judge",
    description = {
      "Finds a record false, once and for good: its patient is penalised, and nobody reads or buys "
          + "it from then on. Of a record that has verifiers it is refused: they decide."
    },
    mixinStandardHelpOptions = true)
final class JudgeCommand extends AnsweringCommand {
  @Mixin private CenterSelection addressed;

  @Parameters(paramLabel = "RECORD", description = "The record's id, 64 hexadecimal digits.")
  private String record;

  @Option(
      names = "--false",
      required = true,
      description = "What is found; all other records count as true.")
  private boolean foundFalse;

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    CenterRequest order = new CenterRequest.JudgeFalseRequest(CenterSelection.id("RECORD", record));
    try (CenterConnection center = CenterConnection.of(addressed.cluster())) {
      List<Receipt> receipts = center.execute(client -> client.execute(order));
      return CenterAnswer.of(receipts).with("record", record).with("found_false", foundFalse);
    }
  }
}
