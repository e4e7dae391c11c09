package org.medchain.participant.command;

import picocli.CommandLine.Command;

/** {@code medchain proof}: proofs for third parties (paper §3.2.6). */
@Command(
    name = "proof",
    description = "Makes proofs of records, and checks them without a node.",
    subcommands = {ProofMakeCommand.class, ProofVerifyCommand.class})
public final class ProofCommand extends CommandGroup {
  /** For the service loader. */
  public ProofCommand() {}
}
