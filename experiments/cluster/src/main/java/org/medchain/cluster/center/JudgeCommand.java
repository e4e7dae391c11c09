package org.medchain.cluster.center;

import java.io.IOException;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
    Hash id = CenterSelection.id("RECORD", record);
    return ordered(finding.valid ? new CastVote(id, true) : new JudgeRecord(id))
        .with("record", record)
        .with("found_false", finding.foundFalse);
  }
}
