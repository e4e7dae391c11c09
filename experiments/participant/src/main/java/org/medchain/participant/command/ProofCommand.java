package org.medchain.participant.command;

import org.medchain.experiments.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain proof}: proofs for third parties (paper §3.2.6). */
@Command(
    name = "proof",
    description = "Makes proofs of records, and checks them without a node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ProofMakeCommand.class, ProofVerifyCommand.class},
    footer = {"", "Exit codes: 0 done; 1 refused, with the reason; 2 usage, or unreachable."})
public final class ProofCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public ProofCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
