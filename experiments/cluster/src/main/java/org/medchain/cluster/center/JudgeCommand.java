package org.medchain.cluster.center;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code medchain center judge}: the center finds a record valid or false where no verifiers decide
 * (CON-9, INC-11, CLUSTER-25).
 */
@Command(name = "judge", mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
  @Mixin private CenterSelection addressed;

  @Parameters(paramLabel = "RECORD")
  private String record;

  @ArgGroup(multiplicity = "1")
  private Finding finding;

  private static final class Finding {
    @Option(names = "--valid")
    private boolean valid;

    @SuppressWarnings("UnusedVariable") // It is the other choice.
    @Option(names = "--false")
    private boolean foundFalse;
  }

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    Hash id = CenterSelection.id("RECORD", record);
    return addressed.told(
        addressed.ordered(finding.valid ? new CastVote(id, true) : new JudgeRecord(id)));
  }
}
